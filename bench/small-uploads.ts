// Many small uploads by one process, each durable when it answers, and the same as one import: npm run bench -- small-uploads [--quick]
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import cacache from 'cacache'
import { applyImport } from '../src/main/store/import/apply-import.ts'
import { planImport } from '../src/main/store/import/plan-import.ts'
import { openStore } from '../src/main/store/open-store.ts'
import { startThreadPool } from '../src/main/thread-pool.ts'
import { randomFrom } from '../src/main/store/torture/random.ts'
import { artifactTypes, type ArtifactType } from '../src/shared/artifact.ts'
import { quietest, tellFigures, timed } from './figure.ts'
import { makeContent, nameOfType } from './made-content.ts'

// As the command line and the app do; for cacache, too.
startThreadPool()
const run = promisify(execFile)
const isQuick = process.argv.includes('--quick')
const count = isQuick ? 1000 : 10_000
const rounds = isQuick ? 2 : 3
/** What wants durability gains by company: what is ready at the same time shares its flushes. */
const inFlight = { ours: 128, cacache: 16 }
const ofTask = 20

interface Input {
  content: Buffer
  specName: string
  taskId: string
  type: ArtifactType
  name: string
}

const random = randomFrom(7)
const inputs: Input[] = Array.from({ length: count }, (_, index) => {
  const type = artifactTypes[index % artifactTypes.length] ?? 'file'
  const task = Math.floor(index / ofTask)
  const [specName, taskId] = [`spec-${Math.floor(task / 50)}`, String(task)]
  const name = `${index % ofTask}-${nameOfType[type].replace('notes/', '')}`
  return { content: makeContent(random, type, `${specName}/${taskId} ${index}`, 2000), specName, taskId, type, name }
})

async function each(atOnce: number, work: (input: Input) => Promise<unknown>): Promise<void> {
  const waiting = inputs.values()
  const take = async () => {
    for (const input of waiting) await work(input)
  }
  await Promise.all(Array.from({ length: atOnce }, take))
}

async function timeUploads(folder: string): Promise<number> {
  const store = await openStore(folder)
  const ms = await timed(() => each(inFlight.ours, ({ content, ...options }) => store.upload(content, options)))
  await store.close()
  return ms
}

async function timeImport(folder: string, source: string): Promise<number> {
  const store = await openStore(folder)
  const ms = await timed(async () => {
    const steps = applyImport(store, await planImport(store, source, {}))
    for await (const step of steps) void step
  })
  const { artifacts } = await store.info()
  await store.close()
  if (artifacts !== count) throw new Error(`${artifacts} of ${count} were imported`)
  return ms
}

async function timeGit(folder: string, source: string): Promise<number> {
  const git = (...words: string[]) => run('git', [`--git-dir=${folder}`, `--work-tree=${source}`, ...words], { cwd: source })
  await git('init', '-q')
  return timed(() => git('add', '-A'))
}

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
try {
  const source = join(folder, 'source')
  for (const { content, specName, taskId, name } of inputs) {
    const path = join(source, specName, taskId, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  const taken = { uploads: [] as number[], cacache: [] as number[], imports: [] as number[], git: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const at = (what: string) => join(folder, `${what}-${round}`)
    taken.uploads.push(await timeUploads(at('store')))
    taken.cacache.push(
      await timed(() => each(inFlight.cacache, (input) => cacache.put(at('cacache'), `${input.taskId}/${input.name}`, input.content))),
    )
    taken.imports.push(await timeImport(at('imported'), source))
    taken.git.push(await timeGit(at('git'), source))
    for (const what of ['store', 'cacache', 'imported', 'git']) await rm(at(what), { recursive: true })
  }
  const figure = (what: string, ours: readonly number[], theirs: readonly number[], besideWhat: string) => ({
    what,
    measured: quietest(ours),
    beside: quietest(theirs),
    besideWhat,
    unit: 'ms',
    wanted: { atMost: 2 },
  })
  const many = count.toLocaleString('en')
  tellFigures([
    figure(
      `${many} small uploads, each durable, ${inFlight.ours} in flight`,
      taken.uploads,
      taken.cacache,
      `cacache, ${inFlight.cacache} in flight`,
    ),
    figure(`bulk import of ${many} files`, taken.imports, taken.git, 'git add'),
  ])
} finally {
  await rm(folder, { recursive: true, force: true })
}
