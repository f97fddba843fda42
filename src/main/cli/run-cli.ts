// What is the same for every command: errors and exit codes.
import { CommanderError } from 'commander'
import { describeError, formatErrorJson } from '../../shared/error-words.ts'
import { type ErrorCode, toVitrineError, VitrineError } from '../../shared/errors.ts'
import { createProgram } from './program.ts'

const done = 0
const answerIsNo = 1
const wrongUsage = 2
const storeFailed = 3

/** Runs one command. Gives the exit code: 0 done, 1 the answer is no, 2 wrong usage, 3 the store failed. */
export async function runCli(parameters: readonly string[]): Promise<number> {
  let exitCode = done
  const json = parameters.includes('--json')
  const answerNo = () => {
    exitCode = answerIsNo
  }
  const program = await createProgram(answerNo, parameters)
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(exitCode)
    throw error
  })
  try {
    await program.parseAsync(parameters[0] === '--version' ? ['-V'] : parameters, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return done
      if (json) report(new VitrineError('request.invalid', { reason: error.message.replace(/^error: /, '') }), json)
      return wrongUsage
    }
    const known = toVitrineError(error)
    report(known, json)
    return exitCodeOf(known.code)
  }
}

function report(error: VitrineError, json: boolean): void {
  const { what, wayOut } = describeError(error)
  process.stderr.write(json ? `${JSON.stringify(formatErrorJson(error))}\n` : `vitrine: ${what} ${wayOut}\n`)
}

function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'artifact.not-found':
    case 'artifact.corrupt':
    case 'artifact.exists':
    case 'version.retired':
    case 'attempt.changed':
    case 'verdict.not-found':
    case 'upload.checksum-mismatch':
    case 'session.not-found':
    case 'session.exists':
    case 'file.not-found':
    case 'file.exists':
    case 'file.changed':
      return answerIsNo
    case 'name.invalid':
    case 'request.invalid':
    case 'config.invalid':
    case 'path.unreadable':
    case 'backend.cannot':
      return wrongUsage
    case 'record.unreadable':
    case 'store.full':
    case 'store.locked':
    case 'store.unreachable':
    case 'store.denied':
    case 'file.unsaved':
    case 'file.read-only':
    case 'store.too-new':
    case 'upload.aborted':
    case 'internal':
      return storeFailed
  }
}
