// What the catalog answers at a million artifacts, and what writing costs there: npm run bench -- catalog [--quick] [--million DIRECTORY]
// DIRECTORY is a store that bench/make-large-store.ts made; without one it is made in the system's temporary folder, once, which takes minutes,
// and stays there for the next call.
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type ArtifactStore } from '../src/main/store/artifact-store.ts'
import { openDatabases } from '../src/main/store/catalog/local-databases.ts'
import { openStore } from '../src/main/store/open-store.ts'
import { randomFrom } from '../src/main/store/torture/random.ts'
import { type ArtifactFilter, artifactSortSchema } from '../src/shared/artifact-list.ts'
import { againstLimit, type Figure, median, percentile, processorTimed, quietest, tellFigures } from './figure.ts'
import { dayMs } from './made-content.ts'

const isQuick = process.argv.includes('--quick')
const millionAt = process.argv.indexOf('--million')
const given = millionAt < 0 ? undefined : process.argv[millionAt + 1]
const [small, large] = isQuick ? [2000, 10_000] : [10_000, 1_000_000]
/** So many that a p95 is not the first of all, which reads what none has read before. */
const rounds = 24
const openings = isQuick ? 8 : 24
const writes = isQuick ? 30 : 100

// A process of its own: what a store takes that is opened, listed and searched.
if (process.argv[2] === 'memory') {
  const store = await openStore(process.argv[3] ?? '', { catalogThread: 'caller' })
  await store.list({ limit: 200 })
  await store.search('payment', { limit: 20 })
  await store.usage()
  await store.close()
  console.log(process.resourceUsage().maxRSS / 1024)
  process.exit(0)
}

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const makeStore = async (directory: string, artifacts: number): Promise<string> => {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'make-large-store.ts'), directory, String(artifacts)])
  return directory
}

/** A store that lies there, unless it was never finished or its catalog is of another Vitrine: then it is made. */
async function keepStore(directory: string, artifacts: number): Promise<string> {
  const catalog = join(directory, '.vitrine', 'catalog.db')
  if (existsSync(catalog)) {
    const databases = openDatabases({ rootUri: pathToFileURL(directory).href, catalog, locks: ':memory:' })
    const isWhole = databases.isFilled() && databases.usage().count >= artifacts
    databases.close()
    if (isWhole) return directory
  }
  console.error(`making ${artifacts} artifacts in ${directory}: it takes minutes, once`)
  return makeStore(directory, artifacts)
}

const memoryOf = (directory: string) => Number(execFileSync(process.execPath, [import.meta.filename, 'memory', directory]).toString())

async function timeOpening(directory: string): Promise<number> {
  const samples: number[] = []
  for (let round = 0; round < openings; round++)
    samples.push(
      await processorTimed(async () => {
        const store = await openStore(directory)
        await store.list({ limit: 200 })
        await store.close()
      }),
    )
  return quietest(samples)
}

const specs = ['payment-2', 'token-10', 'cart-3']
const filters: ArtifactFilter[] = [
  {},
  ...specs.map((specName) => ({ specName })),
  { specName: 'payment-2', taskId: '7' },
  { types: ['test'] },
  { specName: 'cart-3', types: ['diff', 'log'] },
  { tags: ['pinned'] },
  { name: 'junit.xml' },
  { taskId: '7' },
  { status: 'failed' },
  { agent: 'anna' },
  { version: 2 },
  { tags: ['pinned'], types: ['log'] },
  { since: new Date(Date.now() - 30 * dayMs).toISOString() },
  { until: new Date(Date.now() - 60 * dayMs).toISOString() },
  { text: 'payment' },
  { text: 'retry token' },
  { text: 'payment', types: ['log'] },
  { text: 'payment', specName: 'payment-2' },
  { text: 'payment-7' },
  { text: 'p' },
  { text: 'failure' },
]

interface Answered {
  pages: number[]
  facets: number[]
  text: number[]
  usage: number[]
  plan: number[]
}

async function ask(directory: string): Promise<Answered> {
  const answered: Answered = { pages: [], facets: [], text: [], usage: [], plan: [] }
  const databases = openDatabases({
    rootUri: pathToFileURL(directory).href,
    catalog: join(directory, '.vitrine', 'catalog.db'),
    locks: ':memory:',
  })
  const store = await openStore(directory)
  try {
    for (const filter of filters) {
      for (const sort of artifactSortSchema.options) {
        let cursor: string | undefined
        // The first page, and one further on.
        for (let page = 0; page < 2; page++) {
          const list = { filter, sort, limit: 200, cursor }
          let next: string | null = null
          const taken = await processorTimed(async () => {
            next = (await store.list(list)).nextCursor
          })
          answered[filter.text === undefined ? 'pages' : 'text'].push(taken)
          if (next === null) break
          cursor = next
        }
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const texts of [['payment'], ['retry', 'token'], ['nowhere']])
        answered.facets.push(await processorTimed(async () => databases.facets({}, texts)))
      for (const specName of specs) answered.facets.push(await processorTimed(async () => databases.facets({ specName }, [])))
      answered.facets.push(await processorTimed(async () => databases.facets({}, [])))
      answered.usage.push(await processorTimed(() => store.usage()))
      for (const specName of specs) answered.usage.push(await processorTimed(() => store.specUsage(specName)))
      answered.plan.push(await processorTimed(() => store.planCleanup({ now: new Date(Date.now() - 80 * dayMs) })))
    }
  } finally {
    await store.close()
    databases.close()
  }
  return answered
}

/** Uploads, tags and deletes by turns in both stores, so that the machine's moods meet both. */
async function timeWrites(few: ArtifactStore, many: ArtifactStore): Promise<Record<'upload' | 'tag' | 'delete', [number, number]>> {
  const random = randomFrom(3)
  const samples = { upload: [[], []], tag: [[], []], delete: [[], []] } as Record<'upload' | 'tag' | 'delete', [number[], number[]]>
  for (let index = 0; index < writes; index++) {
    for (const [which, store] of [few, many].entries()) {
      const content = Buffer.from(`${index} ${random()} a small log\n`.repeat(40))
      const time = async <T>(what: keyof typeof samples, work: () => Promise<T>): Promise<T> => {
        const startedAt = performance.now()
        const answer = await work()
        samples[what][which]?.push(performance.now() - startedAt)
        return answer
      }
      const { record } = await time('upload', () => store.upload(content, { specName: 'growth', taskId: `${index % 10}`, type: 'log' }))
      await time('tag', () => store.tag(record.uri, { add: ['looked-at'] }))
      await time('delete', () => store.delete([record.uri]))
    }
  }
  const medians = ([a, b]: [number[], number[]]): [number, number] => [median(a), median(b)]
  return { upload: medians(samples.upload), tag: medians(samples.tag), delete: medians(samples.delete) }
}

try {
  const [smallStore, largeStore] = await Promise.all([
    makeStore(join(folder, 'small'), small),
    isQuick ? makeStore(join(folder, 'large'), large) : keepStore(resolve(given ?? join(tmpdir(), 'vitrine-million')), large),
  ])
  const [at, among] = [await ask(smallStore), await ask(largeStore)]
  const size = large === 1_000_000 ? '1 M' : `${large / 1000} k`
  const besideWhat = `the same at ${small / 1000} k`
  const limits: [keyof Answered, string, number][] = [
    ['pages', 'a page of 200 by any filter and sort', 5],
    ['facets', 'facets', 20],
    ['text', 'text search, a page of 200', 20],
    ['usage', 'usage', 5],
    ['plan', 'a cleanup plan', 200],
  ]
  const figures: Figure[] = []
  for (const [what, label, limitMs] of limits) {
    const [before, after] = [percentile(at[what], 0.95), percentile(among[what], 0.95)]
    figures.push(againstLimit(`${label} at ${size}, p95 of processor time`, after, limitMs, 'ms'))
    figures.push({
      what: '  its growth',
      measured: after,
      beside: before,
      besideWhat,
      unit: 'ms',
      wanted: { atMost: 10 },
    })
  }
  figures.push({
    what: `memory of opening, listing and searching ${size}`,
    measured: memoryOf(largeStore),
    beside: memoryOf(smallStore),
    besideWhat,
    unit: 'MiB',
    wanted: { atMost: 1.5 },
  })
  figures.push({
    what: `opening ${size} and its first page, processor time`,
    measured: await timeOpening(largeStore),
    beside: await timeOpening(smallStore),
    besideWhat,
    unit: 'ms',
    wanted: { atMost: 1.5 },
  })
  const few = await openStore(join(folder, 'few'))
  for (let index = 0; index < 10; index++) await few.upload(Buffer.from(`${index}\n`), { specName: 's', taskId: `${index}`, type: 'log' })
  const many = await openStore(largeStore)
  const grown = await timeWrites(few, many)
  await few.close()
  await many.close()
  for (const [what, [before, after]] of Object.entries(grown))
    figures.push({ what: `${what} at ${size}`, measured: after, beside: before, besideWhat: 'at 10', unit: 'ms', wanted: { atMost: 1.5 } })
  tellFigures(figures)
} finally {
  await rm(folder, { recursive: true, force: true })
}
