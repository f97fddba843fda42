import { t } from '../../../shared/language/translate.ts'
import { useRoute } from '../../state/navigation.ts'
import { type ShortcutBindings, useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { say } from '../../ui/notices/toasts.ts'
import { useJudge } from './use-judge.ts'

/** The keys of a reviewer on the way through the queue, where what is judged next is not there yet. */
export function useQueueKeys(): void {
  const { from } = useRoute()
  const isWritable = useWritable()
  const judge = useJudge()
  // Nobody judges what nobody saw.
  const sayTooEarly = () => say(t('Not judged: the next attempt is not shown yet'), undefined, 'early')
  const bindings: ShortcutBindings = {
    approve: sayTooEarly,
    'request-changes': sayTooEarly,
    block: sayTooEarly,
    'take-back': () => isWritable && judge.takeLastBack(),
  }
  useShortcuts(from === 'queue' && isWritable ? bindings : {})
}
