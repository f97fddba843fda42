// Every command. Each is loaded when it is asked for: what the window, the clouds and the readers of content need would take longer to load than
// a short list takes to print.
import { Command } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { type AddCommand } from './store-command.ts'

const commands: Record<string, () => Promise<AddCommand>> = {
  put: async () => (await import('./put.ts')).addPut,
  get: async () => (await import('./get.ts')).addGet,
  ls: async () => (await import('./ls.ts')).addLs,
  search: async () => (await import('./search.ts')).addSearch,
  inspect: async () => (await import('./inspect.ts')).addInspect,
  compare: async () => (await import('./compare.ts')).addCompare,
  versions: async () => (await import('./versions.ts')).addVersions,
  tag: async () => (await import('./tag.ts')).addTag,
  verdict: async () => (await import('./verdict.ts')).addVerdict,
  queue: async () => (await import('./queue.ts')).addQueue,
  rm: async () => (await import('./rm.ts')).addRm,
  trash: async () => (await import('./trash.ts')).addTrash,
  restore: async () => (await import('./restore.ts')).addRestore,
  purge: async () => (await import('./purge.ts')).addPurge,
  cleanup: async () => (await import('./cleanup.ts')).addCleanup,
  verify: async () => (await import('./verify.ts')).addVerify,
  import: async () => (await import('./import.ts')).addImport,
  export: async () => (await import('./export.ts')).addExport,
  copy: async () => (await import('./copy.ts')).addCopy,
  usage: async () => (await import('./usage.ts')).addUsage,
  reindex: async () => (await import('./reindex.ts')).addReindex,
  kv: async () => (await import('./kv.ts')).addKv,
  note: async () => (await import('./note.ts')).addNote,
  session: async () => (await import('./session.ts')).addSession,
  serve: async () => (await import('./serve.ts')).addServe,
}

/** The program with the command that the parameters name; with all of them where they name none. `answerNo` makes the exit code 1. */
export async function createProgram(answerNo: () => void, parameters: readonly string[] = []): Promise<Command> {
  const program = new Command('vitrine')
    // Not --version, which is an option of commands: the program's own would take it from them.
    .version(packageJson.version, '-V')
    .description('Stores, understands and shows what coding agents leave behind.')
    .option('--store <uri>', 'the store: a folder or a URI (default: the configured one)')
    .option('--config <file>', 'the configuration file')
    .option('--json', 'machine-readable output: one object, or one a line for lists')
    .exitOverride()
    // With --json, mistakes of usage are told like any other error; see run-cli.ts.
    .configureOutput(parameters.includes('--json') ? { writeErr: () => undefined } : {})
    .configureHelp({ showGlobalOptions: true })
  const named = commands[findCommandName(parameters) ?? '']
  for (const load of named === undefined ? Object.values(commands) : [named]) (await load())(program, answerNo)
  return program
}

/** The first word, unless help on the whole program is asked for before it. */
function findCommandName(parameters: readonly string[]): string | undefined {
  const isValue = (index: number) => ['--store', '--config'].includes(parameters[index - 1] ?? '')
  return parameters.find((word, index) => !isValue(index) && (!word.startsWith('-') || word === '-h' || word === '--help'))
}
