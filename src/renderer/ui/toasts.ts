// Short words about what just happened, from anywhere in the window.
import { t } from '../../shared/language/translate.ts'
import { Toast } from '@base-ui/react/toast'
import { describeError } from '../../shared/error-words.ts'
import { toVitrineError } from '../../shared/errors.ts'

export const toasts = Toast.createToastManager()

const undoMs = 10_000
const failureMs = 12_000

/** Says in the past tense what was done; `onUndo` offers the way back for ten seconds. */
export function say(what: string, onUndo?: () => void): void {
  if (onUndo === undefined) {
    toasts.add({ title: what })
    return
  }
  const id = toasts.add({
    title: what,
    timeout: undoMs,
    actionProps: {
      children: t('Undo'),
      onClick: () => {
        toasts.close(id)
        onUndo()
      },
    },
  })
}

/** Says what failed and the way out. */
export function sayFailure(error: unknown): void {
  const { what, wayOut } = describeError(toVitrineError(error))
  toasts.add({ title: what, description: wayOut, type: 'failure', priority: 'high', timeout: failureMs })
}
