// Notes of reviewers: read by agents, written by tools, carried as files.
import { createReadStream } from 'node:fs'
import { text } from 'node:stream/consumers'
import { type Command, InvalidArgumentError } from 'commander'
import { VitrineError } from '../../shared/errors.ts'
import { renameKeys, snakeCase } from '../../shared/json-names.ts'
import { formatNote, formatNoteFile, parseNoteFile } from '../../shared/notes/note-file.ts'
import { formatNotePrompt, spotWords } from '../../shared/notes/note-prompt.ts'
import { noteScope } from '../../shared/notes/note-scope.ts'
import { type NoteSpot, type PlacedNote } from '../../shared/notes/note.ts'
import { createNotes, type Notes } from '../api/notes.ts'
import { createReportReader } from '../api/report-reader.ts'
import { type FactsPool, openFactsPool } from '../facts/facts-pool.ts'
import { openAgentFileSystem } from '../ports/files/agent-file-system.ts'
import { openStorePersistence } from '../ports/files/store-persistence.ts'
import { valueOf } from '../ports/port-result.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { parseCount } from './arguments.ts'
import { printJson, printLine, printNote, printText } from './output.ts'
import { checkInput } from './local-file.ts'
import { type AddCommand, type StoreCommand, withStore } from './store-command.ts'

interface SpotOptions {
  attempt?: number
  artifact?: string
  path?: string
  line?: { first: number; last: number }
  old?: boolean
  hunk?: boolean
  test?: string
}

export const addNote: AddCommand = (program) => {
  const note = program.command('note').description('notes of reviewers on a task and its attempts')
  const command = (name: string, description: string) => note.command(name).description(description).argument('<spec>').argument('<task>')
  const attempt = ['--attempt <number>', 'with places in this attempt (default: the newest)', parseCount] as const

  command('list', 'list notes, in reading order')
    .option(...attempt)
    .action(async (specName: string, taskId: string, options: { attempt?: number }, command) => {
      await withNotes(command, { specName, taskId }, async (notes, { json }) => {
        for (const placed of (await notes.list({ specName, taskId, version: options.attempt })).notes) {
          if (json) printJson({ ...formatNote(placed.note), place: renameKeys(placed.place, snakeCase) })
          else printLine(formatLine(placed))
        }
      })
    })
  command('prompt', 'write all notes that are not resolved as one prompt for the agent')
    .option(...attempt)
    .action(async (specName: string, taskId: string, options: { attempt?: number }, command) => {
      await withNotes(command, { specName, taskId }, async (notes, { json }) => {
        const listed = await notes.list({ specName, taskId, version: options.attempt })
        const prompt = formatNotePrompt({ specName, taskId, version: listed.version }, listed.notes)
        if (json) printJson({ prompt })
        else printText(prompt)
      })
    })
  command('add', 'write a note: on the task, on lines of an artifact, on a hunk, on a test')
    .argument('<text>')
    .option('--attempt <number>', 'the attempt it is about (default: the newest)', parseCount)
    .option('--artifact <name>', 'an artifact of the attempt')
    .option('--line <number>', 'a line of it, or several: 12-20; without, the note is on all of it', parseLines)
    .option('--path <path>', 'in a diff: the file that the line is in, or that the note is on')
    .option('--old', 'in a diff: the line before the change')
    .option('--hunk', 'in a diff: all changed lines of the hunk that has the line')
    .option('--test <key>', 'a test of it: suites and name with › between')
    .action(async (specName: string, taskId: string, text: string, options: SpotOptions, command) => {
      const spot = readSpot(options)
      await withNotes(command, { specName, taskId }, async (notes, { json, store }) => {
        const version = options.attempt ?? (await notes.list({ specName, taskId })).version
        const added = await notes.add({ specName, taskId, version, spot, text })
        if (added.save.is === 'failed') throw new VitrineError('store.unreachable', { uri: specName, reason: added.save.reason })
        await store.settled()
        if (json) printJson(formatNote(added.note))
        else printLine(formatLine(added))
      })
    })
  command('delete', 'move a note to the trash')
    .argument('<id>')
    .action(async (specName: string, taskId: string, noteId: string, _options, command) => {
      await withNotes(command, { specName, taskId }, async (notes, { json }) => {
        const deleted = await notes.delete({ specName, taskId, noteId })
        if (json) printJson(formatNote(deleted))
        else printLine(`deleted ${deleted.noteId}`)
      })
    })
  command('export', 'write all notes as a JSON file').action(async (specName: string, taskId: string, _options, command) => {
    await withNotes(command, { specName, taskId }, async (notes) => {
      printText(formatNoteFile((await notes.list({ specName, taskId })).notes.map(({ note }) => note)))
    })
  })
  command('import', 'take in the notes of a JSON file, each once')
    .argument('[file]', 'a file, or - for standard input', '-')
    .action(async (specName: string, taskId: string, input: string, _options, command) => {
      await checkInput(input)
      const file = parseNoteFile(await text(input === '-' ? process.stdin : createReadStream(input)))
      if ('problem' in file) throw new VitrineError('path.unreadable', { path: input, reason: file.problem })
      await withNotes(command, { specName, taskId }, async (notes, { json, store }) => {
        const counts = await notes.take({ specName, taskId, notes: file.notes })
        await store.settled()
        if (json) printJson(counts)
        else printNote(`${counts.added} added, ${counts.updated} updated, ${counts.same} known already`)
      })
    })
}

/** Opens the notes of one task for as long as the work takes. */
export async function withTaskNotes(
  store: ArtifactStore,
  task: { specName: string; taskId: string },
  work: (notes: Notes, pool: FactsPool) => Promise<void>,
): Promise<void> {
  const files = await openAgentFileSystem({
    scopeKey: noteScope(task),
    roots: [{ default: true, persistence: openStorePersistence(store) }],
  })
  const pool = openFactsPool({ threads: 1 })
  try {
    await work(createNotes({ store: () => store, files: async () => files, pool, reports: createReportReader(pool) }), pool)
    valueOf(await files.flushAll())
  } finally {
    await pool.close()
    await files.close()
  }
}

async function withNotes(
  command: Command,
  task: { specName: string; taskId: string },
  work: (notes: Notes, context: StoreCommand) => Promise<void>,
): Promise<void> {
  await withStore(command, { create: false }, async (context) => {
    await withTaskNotes(context.store, task, (notes) => work(notes, context))
  })
}

function readSpot({ artifact, path, line, old, hunk, test }: SpotOptions): NoteSpot {
  if (artifact === undefined) {
    if (path === undefined && line === undefined && test === undefined) return { on: 'task' }
    throw new VitrineError('request.invalid', { reason: '--artifact says which artifact the note is on' })
  }
  if (test !== undefined) return { on: 'test', artifact, test }
  if (line === undefined) return path === undefined ? { on: 'artifact', artifact } : { on: 'file', artifact, path, nth: 1 }
  if (path === undefined) return { on: 'range', artifact, ...line }
  return { on: hunk === true ? 'hunk' : 'line', artifact, path, nth: 1, side: old === true ? 'left' : 'right', ...line }
}

function parseLines(text: string): { first: number; last: number } {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  if (Number(first) >= 1 && Number(last) >= 1) return { first: Number(first), last: Number(last) }
  throw new InvalidArgumentError('It must be a line from 1, or two: 12-20.')
}

/** `20261121T080000000Z-1a2b3c4d  attempt 1  src/a.ts:14  Why round twice?` */
function formatLine({ note, place }: PlacedNote): string {
  const where = place.is === 'placed' ? spotWords(place.spot) : `${spotWords(note.spot)} (${place.reason})`
  const state = note.resolvedAt === null ? [] : ['resolved']
  return [note.noteId, `attempt ${note.version}`, where, ...state, note.text.split('\n')[0] ?? ''].join('  ')
}
