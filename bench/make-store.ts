// Makes a store of any size to try things on: node bench/make-store.ts DIRECTORY [ARTIFACTS] [SEED]
import { openStore } from '../src/main/store/open-store.ts'
import { type ArtifactStore } from '../src/main/store/artifact-store.ts'
import { type ArtifactType } from '../src/shared/artifact.ts'

const [directory, countText = '100000', seedText = '1'] = process.argv.slice(2)
const count = Number(countText)
if (directory === undefined || !Number.isSafeInteger(count) || count < 1) {
  console.error('usage: node bench/make-store.ts DIRECTORY [ARTIFACTS] [SEED]')
  process.exit(2)
}

const dayMs = 24 * 60 * 60 * 1000
const oldestDays = 90
const attemptsOfTask = 5
const tasksOfSpec = 50
const inFlight = 24
const types = ['diff', 'log', 'test', 'file'] as const satisfies readonly ArtifactType[]
const names: Record<ArtifactType, string> = { diff: 'change.diff', log: 'run.log', test: 'junit.xml', file: 'notes/summary.md' }
const words = ['retry', 'payment', 'cart', 'session', 'index', 'render', 'stream', 'parser', 'queue', 'token']

/** Mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = createRandom(Number(seedText))
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]

/** Mostly small, some large: sizes of what agents leave follow no bell. */
function makeContent(type: ArtifactType, label: string): Buffer {
  const lines = Math.min(20_000, Math.ceil(8 / (random() + 0.0001)))
  const body = Array.from({ length: lines }, (_, line) => `${label} ${line} ${pick(words)} ${Math.floor(random() * 1e9).toString(36)}`)
  switch (type) {
    case 'diff': {
      const added = body.map((line) => `+${line}\n`).join('')
      return Buffer.from(`diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -0,0 +1,${lines} @@\n${added}`)
    }
    case 'test': {
      const failures = random() < 0.3 ? 1 : 0
      const outcome = (index: number) => (index < failures ? '<failure message="no"/>' : '')
      const cases = body.map((line, index) => `<testcase classname="c" name="${line}" time="0.01">${outcome(index)}</testcase>\n`)
      return Buffer.from(`<testsuite name="s" tests="${lines}" failures="${failures}">\n${cases.join('')}</testsuite>\n`)
    }
    case 'log':
    case 'file':
      return Buffer.from(`${body.join('\n')}\n`)
  }
}

interface Task {
  specName: string
  taskId: string
  artifacts: number
}

/** Each task is filled by one worker alone, so that nobody waits for a lock. */
function* listTasks(): Generator<Task> {
  const perTask = types.length * attemptsOfTask
  for (let task = 0; task * perTask < count; task++) {
    const spec = Math.floor(task / tasksOfSpec)
    const specName = `${words[spec % words.length] ?? ''}-${spec + 1}`
    yield { specName, taskId: String((task % tasksOfSpec) + 1), artifacts: Math.min(perTask, count - task * perTask) }
  }
}

async function fillTask(store: ArtifactStore, { specName, taskId, artifacts }: Task, nowMs: number): Promise<void> {
  const ageDays = random() * oldestDays
  for (let index = 0; index < artifacts; index++) {
    const type = types[index % types.length] ?? 'file'
    const version = Math.floor(index / types.length) + 1
    const isCopied = type === 'file' && Number(taskId) % 10 === 0
    const content = isCopied
      ? Buffer.from(`The same notes everywhere, ${version}\n`.repeat(50))
      : makeContent(type, `${specName}/${taskId} ${version}`)
    await store.upload(content, {
      specName,
      taskId,
      type,
      name: names[type],
      version,
      createdAt: new Date(nowMs - ((ageDays * (attemptsOfTask - version + 1)) / attemptsOfTask) * dayMs).toISOString(),
      tags: random() < 0.02 ? ['pinned'] : [],
      metadata: { agent: pick(['anna', 'boris', 'cleo']) ?? '', model: 'opus' },
    })
  }
}

const store = await openStore(directory)
const startedAt = performance.now()
const tasks = listTasks()
await Promise.all(
  Array.from({ length: inFlight }, async () => {
    for (const task of tasks) await fillTask(store, task, Date.now())
  }),
)
const uploadedAt = performance.now()
await store.settled()
const { artifacts, sizeBytes } = await store.info()
await store.close()
const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
console.log(
  `${artifacts} artifacts, ${sizeBytes} bytes stored; uploaded in ${seconds(startedAt, uploadedAt)} s, understood ${seconds(uploadedAt, performance.now())} s later`,
)
