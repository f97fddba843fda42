// A reviewer's verdict on an attempt: one more line in the log of every artifact of it, in one step [S5].
import { userInfo } from 'node:os'
import { VitrineError } from '../../shared/errors.ts'
import { type Review, type ReviewEntry, reviewOf, type Verdict, withReviewEntry } from '../../shared/review/verdict.ts'
import { changeTask } from './change-task.ts'
import { taskFolder } from './key.ts'
import { checkWritable, readTask, recordWrite, type StoreContext } from './store-context.ts'
import { type TaskEntry } from './task-file.ts'

export interface AttemptPlace {
  specName: string
  taskId: string
  version: number
}

export interface VerdictOptions {
  /** Default: `$VITRINE_REVIEWER`, else the name of the user of this process. */
  by?: string | undefined
  /** What the reviewer looked at: the verdict is refused when the attempt is not exactly that any more. */
  seen?: readonly { name: string; checksum: string }[] | undefined
}

/**
 * Judges an attempt as it is now. The same verdict again, by the same person and on the same content, changes nothing.
 * @throws artifact.not-found when the attempt has no artifact; attempt.changed
 */
export function giveVerdict(context: StoreContext, place: AttemptPlace, verdict: Verdict, options: VerdictOptions = {}): Promise<Review> {
  const by = options.by ?? defaultReviewer()
  return appendToAttempt(context, place, (entries, review) => {
    if (options.seen !== undefined) checkSeen(place, entries, options.seen)
    const { standing, unseen } = review
    if (standing?.verdict === verdict && standing.by === by && unseen.length === 0) return undefined
    return (at, { record }) => ({ id: '', verdict, by, at, checksum: record.checksum })
  })
}

/**
 * Takes a verdict back, so that the one before it stands again; both stay in the log. Without an id, the one that stands. One that is
 * taken back already counts as done.
 * @throws artifact.not-found, verdict.not-found
 */
export function takeBackVerdict(
  context: StoreContext,
  place: AttemptPlace,
  options: { id?: string | undefined; by?: string | undefined } = {},
): Promise<Review> {
  const by = options.by ?? defaultReviewer()
  return appendToAttempt(context, place, (_entries, { standing, log }) => {
    const id = options.id ?? standing?.id
    if (!log.some((event) => event.event === 'verdict' && event.id === id)) throw new VitrineError('verdict.not-found', { ...place })
    if (id === undefined || log.some((event) => event.event === 'taken-back' && event.takesBack === id)) return undefined
    return (at) => ({ id: '', takes_back: id, by, at })
  })
}

/** `$VITRINE_REVIEWER`, else the name of the user of this process. */
export function defaultReviewer(): string {
  const named = process.env['VITRINE_REVIEWER']
  if (named !== undefined && named !== '') return named
  try {
    return userInfo().username
  } catch {
    // A user without an entry in the system's list has no name.
    return 'unknown'
  }
}

type Entries = readonly TaskEntry[]
type NewLine = (at: string, entry: TaskEntry) => ReviewEntry

/** Adds to the log of every artifact of an attempt the line that `decide` makes for it, or none. */
async function appendToAttempt(
  context: StoreContext,
  { specName, taskId, version }: AttemptPlace,
  decide: (entries: Entries, review: Review) => NewLine | undefined,
): Promise<Review> {
  checkWritable(context)
  const folder = taskFolder(specName.normalize('NFC'), taskId.normalize('NFC'))
  return changeTask(context, folder, async () => {
    const task = await readTask(context, folder)
    const entries = task?.entries.filter(({ record }) => record.version === version) ?? []
    if (task === undefined || entries.length === 0)
      throw new VitrineError('artifact.not-found', { uri: `${context.backend.rootUri}/${folder} (attempt ${version})` })
    const review = reviewOf(entries.map(({ record }) => record))
    const line = decide(entries, review)
    if (line === undefined) return review
    const id = crypto.randomUUID()
    // The log is in the order of its moments, also when the clock was set back.
    const at = review.log.reduce(
      (latest, event) => (event.at !== null && event.at > latest ? event.at : latest),
      context.now().toISOString(),
    )
    const put = entries.map((entry): TaskEntry => {
      const metadata = withReviewEntry(entry.record, { ...line(at, entry), id })
      return { ...entry, record: { ...entry.record, metadata } }
    })
    const judged = new Map(put.map((entry) => [entry.file, entry]))
    const after = { ...task, entries: task.entries.map((entry) => judged.get(entry.file) ?? entry) }
    // To the journal it is what tagging is: a change of records alone.
    await context.journal.run({ verb: 'tag', folder }, () =>
      recordWrite(context, { verb: 'verdict', folder, task: after, put, removed: [] }, []),
    )
    return reviewOf(put.map(({ record }) => record))
  })
}

function checkSeen(place: AttemptPlace, entries: Entries, seen: readonly { name: string; checksum: string }[]): void {
  const known = new Map(seen.map(({ name, checksum }) => [name, checksum]))
  const there = new Set(entries.map(({ record }) => record.name))
  const changed = entries.filter(({ record }) => known.get(record.name) !== record.checksum).map(({ record }) => record.name)
  const gone = seen.filter(({ name }) => !there.has(name)).map(({ name }) => name)
  const names = [...changed, ...gone]
  if (names.length > 0) throw new VitrineError('attempt.changed', { ...place, names })
}
