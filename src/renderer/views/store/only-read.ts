// What a key says that would change a store which may only be read.
import { t } from '../../../shared/language/translate.ts'
import { say } from '../../ui/notices/toasts.ts'

export const sayOnlyRead = (): void => say(t('Nothing was changed: this store may only be read'), undefined, 'read-only')
