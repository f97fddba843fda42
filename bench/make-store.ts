// Makes a store of any size to try things on: node bench/make-store.ts DIRECTORY [ARTIFACTS] [SEED]
import { openStore } from '../src/main/store/open-store.ts'
import { type ArtifactStore } from '../src/main/store/artifact-store.ts'
import { randomFrom } from '../src/main/store/torture/random.ts'
import { type ArtifactType } from '../src/shared/artifact.ts'
import { dayMs, makeContent, nameOfType, words } from './made-content.ts'

const [directory, countText = '100000', seedText = '1'] = process.argv.slice(2)
const count = Number(countText)
if (directory === undefined || !Number.isSafeInteger(count) || count < 1) {
  console.error('usage: node bench/make-store.ts DIRECTORY [ARTIFACTS] [SEED]')
  process.exit(2)
}

const oldestDays = 90
const attemptsOfTask = 5
const tasksOfSpec = 50
const inFlight = 24
const types = ['diff', 'log', 'test', 'file'] as const satisfies readonly ArtifactType[]

const random = randomFrom(Number(seedText))
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]

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
      : makeContent(random, type, `${specName}/${taskId} ${version}`)
    await store.upload(content, {
      specName,
      taskId,
      type,
      name: nameOfType[type],
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
