// Short words about what just happened, from anywhere in the window.
import { t } from '../../../shared/language/translate.ts'
import { Toast } from '@base-ui/react/toast'
import { describeError } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'

export const toasts = Toast.createToastManager()

const undoMs = 10_000
const failureMs = 12_000

const latest = new Map<string, string>()

/**
 * Says in the past tense what was done; `onUndo` offers the way back for ten seconds. It takes the place of what was said before `about` the
 * same, so that quick work does not pile up over what is read.
 */
export function say(what: string, onUndo?: () => void, about?: string): void {
  closeAbout(about)
  const id = add(what, onUndo)
  if (about !== undefined) latest.set(about, id)
}

function closeAbout(about: string | undefined): void {
  const before = about === undefined ? undefined : latest.get(about)
  if (before !== undefined) toasts.close(before)
}

const slowMs = 600

/** Gives what `work` does, and says what goes on once that takes longer than a moment. It takes the place of others as `say` does. */
export async function tellWhile<T>(what: string, work: Promise<T>, about?: string): Promise<T> {
  let id: string | undefined
  const wait = setTimeout(() => {
    closeAbout(about)
    id = toasts.add({ title: what, timeout: 0 })
    if (about !== undefined) latest.set(about, id)
  }, slowMs)
  try {
    return await work
  } finally {
    clearTimeout(wait)
    if (id !== undefined) toasts.close(id)
  }
}

function add(what: string, onUndo?: () => void): string {
  if (onUndo === undefined) return toasts.add({ title: what })
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
  return id
}

/** Puts `text` on the clipboard and says `said`, or why it could not. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    // A page that came over plain HTTP has no clipboard at all.
    await navigator.clipboard.writeText(text)
    say(said, undefined, 'copied')
  } catch (error) {
    sayFailure(error)
  }
}

/** Says what failed and the way out. */
export function sayFailure(error: unknown): void {
  const { what, wayOut } = describeError(toVitrineError(error))
  toasts.add({ title: what, description: wayOut, type: 'failure', priority: 'high', timeout: failureMs })
}
