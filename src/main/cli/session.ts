// Sessions: who works on what. They need no artifact store to be up.
import { type Command, Option } from 'commander'
import { formatSession, type Session, type SessionEvent, sessionOutcomes, type SessionOutcome } from '../../shared/session.ts'
import { formatMinute } from '../../shared/moment.ts'
import { type ArtifactRecord, formatRecord } from '../../shared/artifact.ts'
import { toVitrineError } from '../../shared/errors.ts'
import { describeError } from '../../shared/error-words.ts'
import { valueOf } from '../ports/port-result.ts'
import { type ListSessionsOptions, type SessionStore } from '../ports/sessions/session-store.ts'
import { sessionsPath } from '../ports/sessions/sessions-path.ts'
import { openSqliteSessions } from '../ports/sessions/sqlite-sessions.ts'
import { readConfig } from '../store/config/config.ts'
import { listRecords } from '../store/export/list-records.ts'
import { collect, parseCount, parseMetadata, parseValue } from './arguments.ts'
import { formatArtifactLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, type GlobalOptions, withStore } from './store-command.ts'

interface StartOptions {
  agent: string
  model?: string
  spec?: string
  task?: string
  id?: string
  meta: string[]
}

export const addSession: AddCommand = (program) => {
  const session = program.command('session').description('tell who worked on what, what happened, and how it ended')
  session
    .command('start')
    .description('start a session, and print its id; artifacts name it by --meta session=ID')
    .requiredOption('--agent <name>', 'who works')
    .option('--model <name>', 'with which model')
    .option('--spec <name>', 'on which spec')
    .option('--task <id>', 'on which task of it')
    .option('--id <id>', 'the id (default: one is made); starting the same again is no failure')
    .option('--meta <key=value>', 'whatever else; may be repeated', collect, [])
    .action(async ({ agent, model, spec, task, id, meta }: StartOptions, command) => {
      await withSessions(command, async ({ sessions, json }) => {
        const words = { agent, model, specName: spec, taskId: task, sessionId: id, metadata: parseMetadata(meta) }
        const started = valueOf(await sessions.startSession(words))
        if (json) printJson(formatSession(started))
        else printLine(started.sessionId)
      })
    })
  session
    .command('event')
    .description('tell what happens in a session')
    .argument('<id>')
    .argument('<type>', 'what it is, in a word')
    .argument('[data]', 'JSON, or text')
    .action(async (id: string, type: string, data: string | undefined, _options, command) => {
      await withSessions(command, async ({ sessions, json }) => {
        const event = valueOf(await sessions.addEvent(id, { type, ...(data === undefined ? {} : { data: parseValue(data) }) }))
        if (json) printJson(event)
        else printLine(formatEvent(event))
      })
    })
  session
    .command('end')
    .description('end a session; ending it again in the same way is no failure')
    .argument('<id>')
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(sessionOutcomes).default('completed'))
    .option('--reason <text>', 'why')
    .action(async (id: string, { outcome, reason }: { outcome: SessionOutcome; reason?: string }, command) => {
      await withSessions(command, async ({ sessions, json }) => {
        const ended = valueOf(await sessions.endSession(id, { outcome, reason }))
        if (json) printJson(formatSession(ended))
        else printLine(formatLine(ended))
      })
    })
  session
    .command('list')
    .description('list sessions, the latest first')
    .option('--agent <name>', 'only of this agent')
    .option('--spec <name>', 'only on this spec')
    .option('--task <id>', 'only on this task')
    .option('--running', 'only those that did not end')
    .option('--limit <number>', 'at most so many', parseCount, 100)
    .option('--cursor <cursor>', 'go on where a list ended')
    .action(async ({ agent, spec, task, running, limit, cursor }: ListOptions, command) => {
      await withSessions(command, async ({ sessions, json }) => {
        const isRunning = running === true ? true : undefined
        const page = valueOf(await sessions.listSessions({ agent, specName: spec, taskId: task, isRunning, limit, cursor }))
        for (const found of page.sessions) {
          if (json) printJson(formatSession(found))
          else printLine(formatLine(found))
        }
        if (page.nextCursor !== null) printNote(`more: --cursor ${page.nextCursor}`)
      })
    })
  session
    .command('show')
    .description('show a session with what happened in it and what it made')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withSessions(command, async ({ sessions, json }) => {
        const found = valueOf(await sessions.getSession(id))
        const events = await listAllEvents(sessions, id)
        const artifacts = await listProduced(command, id)
        if (json) {
          printJson({ ...formatSession(found), events, artifacts: artifacts.map((record) => formatRecord(record)) })
          return
        }
        printLine(formatLine(found))
        for (const event of events) printLine(`  ${formatEvent(event)}`)
        for (const record of artifacts) printLine(`  ${formatArtifactLine(record)}`)
      })
    })
}

const eventsAtOnce = 200

async function listAllEvents(sessions: SessionStore, id: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = []
  for (;;) {
    const next = valueOf(await sessions.listEvents(id, { after: events.at(-1)?.sequence, limit: eventsAtOnce }))
    events.push(...next)
    if (next.length < eventsAtOnce) return events
  }
}

interface ListOptions extends Pick<ListSessionsOptions, 'agent' | 'limit' | 'cursor'> {
  spec?: string
  task?: string
  running?: boolean
}

async function withSessions(command: Command, work: (context: { sessions: SessionStore; json: boolean }) => Promise<void>): Promise<void> {
  const { json = false, ...sources } = command.optsWithGlobals<GlobalOptions>()
  const { storeUri } = await readConfig(sources)
  const sessions = openSqliteSessions({ path: sessionsPath(storeUri) })
  try {
    await work({ sessions, json })
  } finally {
    await sessions.close()
  }
}

/** What a session made; nothing, with a note, when the store does not answer. */
async function listProduced(command: Command, session: string): Promise<ArtifactRecord[]> {
  const records: ArtifactRecord[] = []
  try {
    await withStore(command, { create: false }, async ({ store }) => {
      for await (const record of listRecords(store, { session })) records.push(record)
    })
  } catch (error) {
    printNote(`its artifacts are not known: ${describeError(toVitrineError(error)).what}`)
  }
  return records
}

/** `2026-11-21 08:00  completed  claude (opus)  checkout/1.1  20261121T080000000Z-1a2b3c4d` */
function formatLine({ startedAt, outcome, agent, model, specName, taskId, sessionId }: Session): string {
  const who = model === null ? agent : `${agent} (${model})`
  const what = [specName, taskId].filter((name) => name !== null).join('/')
  return [formatMinute(startedAt), (outcome ?? 'running').padEnd(9), who, what, sessionId].join('  ')
}

const formatEvent = ({ sequence, at, type, data }: SessionEvent) =>
  `${sequence}  ${at.slice(0, 19).replace('T', ' ')}  ${type}${data === null ? '' : `  ${typeof data === 'string' ? data : JSON.stringify(data)}`}`
