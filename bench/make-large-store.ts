// Makes a store of a million artifacts in minutes: node bench/make-large-store.ts DIRECTORY [ARTIFACTS]
// Records, bytes, facts and full text are as uploads leave them. Contents repeat and are hard links to each other, and nothing is flushed: that is
// what makes it quick. bench/make-store.ts uploads each, where that matters. Bytes that an earlier call left there stay: then only records and
// catalog are made, as for a catalog of another format.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { guessMimeType } from '../src/main/facts/recognise.ts'
import { readFacts } from '../src/main/facts/read-facts.ts'
import { openDatabases } from '../src/main/store/catalog/local-databases.ts'
import { compressWhole, defaultCompression } from '../src/main/store/compression.ts'
import { artifactFile, artifactKey, taskFolder, vitrineFolder } from '../src/main/store/key.ts'
import { formatTaskFile, type TaskEntry } from '../src/main/store/task-file.ts'
import { randomFrom } from '../src/main/store/torture/random.ts'
import { artifactTypes, type ArtifactType } from '../src/shared/artifact.ts'
import { type Facts } from '../src/shared/facts.ts'
import { dayMs, makeContent, nameOfType, words } from './made-content.ts'

const [given, countText = '1000000'] = process.argv.slice(2)
const count = Number(countText)
if (given === undefined || !Number.isSafeInteger(count) || count < 1) {
  console.error('usage: node bench/make-large-store.ts DIRECTORY [ARTIFACTS]')
  process.exit(2)
}

const directory = resolve(given)
const contentsOfType = 64
const attemptsOfTask = 5
const tasksOfSpec = 100
const tasksAtOnce = 250
const perTask = attemptsOfTask * artifactTypes.length
const random = randomFrom(1)
const startedAt = performance.now()
const rootUri = pathToFileURL(directory).href
const nowMs = Date.now()

/** What several artifacts share. */
interface Content {
  bytes: Uint8Array
  text: string
  stored: Uint8Array
  checksum: string
  mimeType: string
  facts: Facts
  sources: string[]
  links: number
}

async function makeContents(type: ArtifactType): Promise<Content[]> {
  const contents: Content[] = []
  for (let index = 0; index < contentsOfType; index++) {
    const bytes = makeContent(random, type, `${words[index % words.length] ?? ''}-${index}`, 100)
    const name = nameOfType[type]
    const checksum = createHash('sha256').update(bytes).digest('hex')
    contents.push({
      bytes,
      text: bytes.toString(),
      stored: compressWhole(bytes, defaultCompression),
      checksum,
      mimeType: guessMimeType(name, bytes),
      facts: await readFacts(
        { name, type },
        (async function* () {
          yield bytes
        })(),
      ),
      sources: [],
      links: 0,
    })
  }
  return contents
}

/** A file system links to one file only so often. */
const linksOfFile = 10_000

function place(content: Content, path: string): void {
  const source = content.sources[Math.floor(content.links / linksOfFile)]
  if (existsSync(path)) {
    if (source === undefined) content.sources.push(path)
  } else if (source === undefined) {
    writeFileSync(path, content.stored)
    content.sources.push(path)
  } else linkSync(source, path)
  content.links++
}

const contents = Object.fromEntries(await Promise.all(artifactTypes.map(async (type) => [type, await makeContents(type)] as const)))
// The catalog grows in memory where the system has files there: nobody waits for a disk that is busy.
const shared = '/dev/shm'
const nursery = mkdtempSync(join(existsSync(shared) ? shared : tmpdir(), 'vitrine-bench-'))
process.once('exit', () => rmSync(nursery, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const databases = openDatabases({ rootUri, catalog: join(nursery, 'catalog.db'), locks: join(nursery, 'locks.db') })

interface Made {
  entry: TaskEntry
  content: Content
}

async function makeTask(
  task: number,
  artifacts: number,
): Promise<{ put: Parameters<typeof databases.putTask>; made: Made[]; folder: string }> {
  const specName = `${words[Math.floor(task / tasksOfSpec) % words.length] ?? ''}-${Math.floor(task / tasksOfSpec) + 1}`
  const taskId = String((task % tasksOfSpec) + 1)
  const folder = taskFolder(specName, taskId)
  const newestMs = nowMs - Math.floor(random() * 90 * dayMs)
  const agent = ['anna', 'boris', 'cleo'][task % 3] ?? ''
  mkdirSync(join(directory, folder, 'files'), { recursive: true })
  const made: Made[] = []
  for (let index = 0; index < artifacts; index++) {
    const type = artifactTypes[index % artifactTypes.length] ?? 'file'
    const version = Math.floor(index / artifactTypes.length) + 1
    const content = contents[type]?.[Math.floor(random() * contentsOfType)]
    if (content === undefined) continue
    const isCompressed = content.stored.length < content.bytes.length
    const name = nameOfType[type]
    const named = { specName, taskId, type, name, version, encoding: isCompressed ? 'zstd' : 'identity' } as const
    const file = artifactFile(named)
    const key = artifactKey(folder, file)
    mkdirSync(dirname(join(directory, key)), { recursive: true })
    place(content, join(directory, key))
    made.push({
      content,
      entry: {
        file,
        record: {
          ...named,
          uri: `${rootUri}/${key}`,
          size: content.stored.length,
          originalSize: content.bytes.length,
          checksum: content.checksum,
          createdAt: new Date(newestMs - (attemptsOfTask - version) * dayMs + index * 1000).toISOString(),
          compressed: isCompressed,
          mimeType: content.mimeType,
          tags: random() < 0.02 ? ['pinned'] : [],
          metadata: { agent, model: 'opus', session: `s-${task}-${version}` },
        },
      },
    })
  }
  const path = join(directory, folder, 'metadata.json')
  const entries = made.map(({ entry }) => entry)
  writeFileSync(path, await formatTaskFile({ specName, taskId, entries, retiredVersions: new Map(), unreadable: [], stamp: null }))
  const { mtimeNs, size, ino } = statSync(path, { bigint: true })
  return { folder, made, put: [{ folder, specName, taskId, stamp: `${mtimeNs}-${size}-${ino}` }, entries, []] }
}

const tasks = Math.ceil(count / perTask)
for (let first = 0; first < tasks; first += tasksAtOnce) {
  const length = Math.min(tasksAtOnce, tasks - first)
  const made: Awaited<ReturnType<typeof makeTask>>[] = []
  for (let index = 0; index < length; index++)
    made.push(await makeTask(first + index, Math.min(perTask, count - (first + index) * perTask)))
  databases.putTasks(made.map(({ put }) => put))
  databases.putRead(
    made.flatMap(({ folder, made: artifacts }) =>
      artifacts.map(({ entry, content: { checksum, facts, text } }) => ({
        place: { folder, file: entry.file },
        checksum,
        facts,
        pieces: [text],
      })),
    ),
  )
  if (process.stderr.isTTY && first % 1000 === 0) process.stderr.write(`\r${first * perTask} of ${count}`)
  // Signals are heard only between turns.
  await setImmediate()
}
databases.setFilled()
while (databases.mergeText());
databases.close()
mkdirSync(join(directory, vitrineFolder), { recursive: true })
copyFileSync(join(nursery, 'catalog.db'), join(directory, vitrineFolder, 'catalog.db'))
console.log(`${count} artifacts in ${tasks} tasks, made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
