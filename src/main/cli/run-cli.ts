// Every command, and what is the same for all: global options, errors, exit codes.
import { Command, CommanderError } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { describeError, formatErrorJson } from '../../shared/error-words.ts'
import { type ErrorCode, toVitrineError, VitrineError } from '../../shared/errors.ts'
import { addCleanup } from './cleanup.ts'
import { addCompare } from './compare.ts'
import { addCopy } from './copy.ts'
import { addExport } from './export.ts'
import { addGet } from './get.ts'
import { addImport } from './import.ts'
import { addInspect } from './inspect.ts'
import { addKv } from './kv.ts'
import { addLs } from './ls.ts'
import { addNote } from './note.ts'
import { addPurge } from './purge.ts'
import { addPut } from './put.ts'
import { addQueue } from './queue.ts'
import { addReindex } from './reindex.ts'
import { addRestore } from './restore.ts'
import { addRm } from './rm.ts'
import { addSearch } from './search.ts'
import { addServe } from './serve.ts'
import { addSession } from './session.ts'
import { addTag } from './tag.ts'
import { addTrash } from './trash.ts'
import { addUsage } from './usage.ts'
import { addVerdict } from './verdict.ts'
import { addVerify } from './verify.ts'
import { addVersions } from './versions.ts'

const done = 0
const answerIsNo = 1
const wrongUsage = 2
const storeFailed = 3

/** Runs one command. Gives the exit code: 0 done, 1 the answer is no, 2 wrong usage, 3 the store failed. */
export async function runCli(parameters: readonly string[]): Promise<number> {
  let exitCode = done
  const json = parameters.includes('--json')
  const program = new Command('vitrine')
    // Not --version, which is an option of commands: the program's own would take it from them.
    .version(packageJson.version, '-V')
    .description('Stores, understands and shows what coding agents leave behind.')
    .option('--store <uri>', 'the store: a folder or a URI (default: the configured one)')
    .option('--config <file>', 'the configuration file')
    .option('--json', 'machine-readable output: one object, or one a line for lists')
    .exitOverride()
    // With --json, mistakes of usage are told like any other error, below.
    .configureOutput(json ? { writeErr: () => undefined } : {})
    .configureHelp({ showGlobalOptions: true })
  const answerNo = () => {
    exitCode = answerIsNo
  }
  for (const add of [
    addPut,
    addGet,
    addLs,
    addSearch,
    addInspect,
    addCompare,
    addVersions,
    addTag,
    addVerdict,
    addQueue,
    addRm,
    addTrash,
    addRestore,
    addPurge,
    addCleanup,
    addVerify,
    addImport,
    addExport,
    addCopy,
    addUsage,
    addReindex,
    addKv,
    addNote,
    addSession,
    addServe,
  ])
    add(program, answerNo)
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
