// Scenario 2: many processes upload to the same tasks at once; some of them die.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore } from '../test-store.ts'
import { inspectStore } from './inspect-store.ts'
import { type Content, type WriterLine } from './ledger.ts'
import { startProcess } from './processes.ts'
import { type Scenario, tellFailures, type TortureOptions, type TortureOutcome } from './scenario.ts'
import { type WriterPlan } from './writer.ts'

const crowds = { short: { processes: 4, uploads: 15 }, full: { processes: 8, uploads: 250 } }

interface Round {
  name: string
  versioning: boolean
  killed: number
  /** What it proves, a longer one proves too. */
  onlyInFull?: true
}

const rounds: Round[] = [
  { name: 'versioned', versioning: true, killed: 0, onlyInFull: true },
  { name: 'unversioned', versioning: false, killed: 0 },
  { name: 'versioned, two of them killed', versioning: true, killed: 2 },
  { name: 'unversioned, two of them killed', versioning: false, killed: 2 },
]

/** What one process had acknowledged, in its order. */
type Acknowledged = (Content & { version: number })[]

export const crowdScenario: Scenario = {
  name: 'a crowd of processes',
  rules: '[S6] [S7]',
  invariant: 'what was acknowledged is what a fresh open lists, no version twice, and records and bytes agree',
  run: async (options): Promise<TortureOutcome> => {
    const outcome: TortureOutcome = { figures: [], failures: [] }
    for (const round of rounds.filter(({ onlyInFull = false }) => options.form === 'full' || !onlyInFull))
      await runRound(options, round, outcome)
    return { ...outcome, failures: tellFailures(outcome.failures) }
  },
}

async function runRound(
  { folder, form, random }: TortureOptions,
  { name, versioning, killed }: Round,
  outcome: TortureOutcome,
): Promise<void> {
  const root = join(folder, name.replaceAll(/\W+/g, '-'))
  const scratch = `${root}-scratch`
  await mkdir(scratch, { recursive: true })
  const { processes, uploads } = crowds[form]
  const startedAt = performance.now()
  const writers = Array.from({ length: processes }, () => {
    const plan: WriterPlan = {
      root,
      scratch,
      versioning,
      seed: random.integer(2 ** 31),
      parallel: 4,
      operations: uploads,
      verbs: ['put'],
      tasks: ['1', '2', '3', '4', '5'],
      names: ['a', 'b', 'c', 'dir/d', 'dir/e', 'log.txt'],
      owned: [],
    }
    return startProcess<WriterLine>('writer', plan)
  })
  for (const writer of writers.slice(0, killed)) {
    const at = 1 + random.integer(uploads / 2)
    void writer.line((line) => line.is === 'done' && line.number >= at).then(() => writer.kill())
  }
  const say = (failure: string) => outcome.failures.push(`${name}: ${failure}`)
  const reader = await openTestStore({ root, settings: { versioning } })
  const writing = Promise.all(writers.map(({ ended }) => ended))
  const reads = await readMeanwhile(reader, writing, say)
  await reader.close()
  const printed = await writing
  const seconds = (performance.now() - startedAt) / 1000
  const acknowledged = printed.map((lines) => acknowledgedOf(lines, say))
  const begun = new Set(
    printed.flatMap((lines) => lines.flatMap((line) => (line.is === 'begun' ? contentsOf(line).map(({ checksum }) => checksum) : []))),
  )
  const store = await openTestStore({ root, settings: { versioning } })
  const found = await inspectStore(store, root)
  await store.close()
  found.problems.forEach(say)
  for (const checksum of found.places.keys()) if (!begun.has(checksum)) say(`${checksum} is listed, and nobody stored it`)
  const listed = new Set(found.places.keys())
  if (versioning) compareVersions(acknowledged.flat(), listed, say)
  else compareLast(acknowledged, listed, begun.size > acknowledged.flat().length, say)

  const count = acknowledged.flat().length
  const of = killed === 0 ? ` of ${processes * uploads}` : ''
  outcome.figures.push(
    `${name}: ${count}${of} acknowledged by ${processes} processes, ${listed.size} listed, ${reads} read meanwhile, ${Math.round(count / seconds)} a second`,
  )
}

/** Reads whatever is there until the writers have ended: what is being written must never seem damaged. Gives how many it read. */
async function readMeanwhile(store: ArtifactStore, writing: Promise<unknown>, say: (failure: string) => void): Promise<number> {
  const stop = new AbortController()
  const end = () => stop.abort()
  void writing.then(end, end)
  let reads = 0
  while (!stop.signal.aborted) {
    const { artifacts } = await store.list({ limit: 20 })
    for (const { record } of artifacts) {
      try {
        for await (const chunk of await store.download(record.uri)) void chunk
        reads++
      } catch (error) {
        // Without versions, another encoding is another file.
        if (!isVitrineError(error, 'artifact.not-found')) say(`what is being written cannot be read: ${String(error)}`)
      }
    }
    await sleep(20)
  }
  return reads
}

const contentsOf = (line: WriterLine & { is: 'begun' }): Content[] => ('contents' in line.operation ? line.operation.contents : [])

function acknowledgedOf(lines: readonly WriterLine[], say: (failure: string) => void): Acknowledged {
  const begun = new Map<number, Content[]>()
  const acknowledged: Acknowledged = []
  for (const line of lines) {
    if (line.is === 'begun') begun.set(line.number, contentsOf(line))
    else if (line.is === 'failed') say(`upload ${line.number} failed: ${line.reason}`)
    else if (line.is === 'done')
      for (const [index, content] of (begun.get(line.number) ?? []).entries())
        acknowledged.push({ ...content, version: line.versions?.[index] ?? 0 })
  }
  return acknowledged
}

const keyOf = ({ taskId, name }: Content) => `${taskId} ${name}`

function compareVersions(acknowledged: Acknowledged, listed: ReadonlySet<string>, say: (failure: string) => void): void {
  const versions = new Set<string>()
  for (const content of acknowledged) {
    const version = `${keyOf(content)} ${content.version}`
    if (versions.has(version)) say(`version ${version} was given twice`)
    versions.add(version)
    if (!listed.has(content.checksum)) say(`${version} was acknowledged and is lost`)
  }
}

/** The last writer wins, and who was last is one of those that each process wrote last. Uploads that were not answered may have won too. */
function compareLast(
  processes: readonly Acknowledged[],
  listed: ReadonlySet<string>,
  hasUnanswered: boolean,
  say: (failure: string) => void,
): void {
  const candidates = new Map<string, Set<string>>()
  for (const acknowledged of processes) {
    const last = new Map(acknowledged.map((content) => [keyOf(content), content.checksum]))
    for (const [key, checksum] of last) candidates.set(key, (candidates.get(key) ?? new Set()).add(checksum))
  }
  for (const [key, checksums] of candidates)
    if (!hasUnanswered && listed.isDisjointFrom(checksums)) say(`${key} has none of the contents that were written last`)
  if (listed.size < candidates.size) say(`${candidates.size} names were acknowledged, ${listed.size} are listed`)
}
