import { t } from '../../../shared/language/translate.ts'
import { useRoute } from '../../state/navigation.ts'
import { type ShortcutBindings, useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { say } from '../../ui/notices/toasts.ts'
import { sayOnlyRead } from '../store/only-read.ts'
import { useJudge } from './use-judge.ts'

/** The keys of a reviewer on the way through the queue, where what is judged next is not there yet. */
export function useQueueKeys(): void {
  const { from } = useRoute()
  const isWritable = useWritable()
  const judge = useJudge()
  // Nobody judges what nobody saw.
  const sayNotYet = () => say(t('Not judged: the next attempt is not shown yet'), undefined, 'early')
  const refuse = isWritable ? sayNotYet : sayOnlyRead
  const bindings: ShortcutBindings = {
    approve: refuse,
    'request-changes': refuse,
    block: refuse,
    'take-back': () => judge.takeLastBack(),
  }
  useShortcuts(from === 'queue' ? bindings : {})
}
