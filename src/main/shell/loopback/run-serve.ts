// Serving by a program of its own: what goes wrong is told in words.
import { describeError } from '../../../shared/error-words.ts'
import { isVitrineError, toVitrineError } from '../../../shared/errors.ts'
import { parseServeArguments } from './serve-arguments.ts'
import { serveUntilSignal } from './serve-until-signal.ts'

/** Serves until a signal, and gives the exit code. */
export async function runServe(words: readonly string[], { log, error: complain }: Pick<Console, 'log' | 'error'>): Promise<number> {
  try {
    await serveUntilSignal(parseServeArguments(words), log)
    return 0
  } catch (error) {
    const failure = toVitrineError(error)
    const { what, wayOut } = describeError(failure)
    complain(`${what} ${wayOut}`)
    return isVitrineError(failure, 'request.invalid') ? 2 : 3
  }
}
