// What a store in a bucket costs as it grows: node bench/scale-cost.ts
// Requests of single operations are counted on a server of our own; the rest is computed from the assumptions below. Change them and run again.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3Server } from '../src/main/backends/servers/s3-server.ts'
import { type ArtifactStore } from '../src/main/store/artifact-store.ts'
import { openStore } from '../src/main/store/open-store.ts'

const assumed = {
  /** US dollars for a thousand requests: writes and listings, reads. */
  dollarsPer1000Writes: 0.005,
  dollarsPer1000Reads: 0.0004,
  dollarsPerGigabyteMonth: 0.023,
  /** For a thousand names in a daily inventory. */
  dollarsPer1000Inventoried: 0.0025 / 1000,
  artifactsOfTask: 20,
  storedKilobytesOfArtifact: 20,
  /** Until a listing of 1,000 names, and a small object, is there. */
  listSeconds: 0.1,
  getSeconds: 0.03,
  /** Listings and record files asked for at the same time; see bucket-listing.ts and reindex.ts. */
  listsAtOnce: 16,
  getsAtOnce: 32,
  /** Of one thread: taking a record into a new catalog. */
  secondsOfRecord: 0.00018,
  /** Of a published catalog, compressed. */
  publishedBytesOfArtifact: 180,
  megabytesPerSecond: 50,
  /** Of its time a window looks for what others did, at most, and not oftener than every ten seconds; see changes.ts. */
  lookingShare: 1 / 20,
  lookSeconds: 10,
}

const { artifactsOfTask } = assumed
const dollars = (writes: number, reads: number) => (writes * assumed.dollarsPer1000Writes + reads * assumed.dollarsPer1000Reads) / 1000
const money = (amount: number) => (amount < 0.01 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`)
const time = (seconds: number) =>
  seconds < 90
    ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
    : seconds < 5400
      ? `${(seconds / 60).toFixed(0)} min`
      : `${(seconds / 3600).toFixed(1)} h`
const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const head = (...cells: string[]) => {
  console.log('')
  row(...cells)
  row(...cells.map(() => '---'))
}

await countRequests()
for (const print of [printSync, printLooking, printKeeping]) print([10_000, 100_000, 1_000_000, 10_000_000])

async function countRequests(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const server = await startS3Server()
  process.env['XDG_CACHE_HOME'] = folder
  process.env['AWS_ACCESS_KEY_ID'] = server.credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = server.credentials.secretAccessKey
  const open = () =>
    openStore('s3://bucket/bench', { settings: { s3: { endpoint: server.endpoint, region: 'us-east-1' } }, catalogThread: 'caller' })
  head('operation', 'writes and listings', 'reads', 'deletes (free)', 'dollars a million')
  const count = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    server.requests.splice(0)
    const answer = await work()
    const isRead = (line: string) => /^(GET|HEAD) /.test(line) && !/list-type|\?uploads/.test(line)
    const reads = server.requests.filter(isRead).length
    const deletes = server.requests.filter((line) => line.startsWith('DELETE')).length
    const writes = server.requests.length - reads - deletes
    row(name, writes, reads, deletes, money(dollars(writes, reads) * 1e6))
    return answer
  }
  const put = (store: ArtifactStore, taskId: string, bytes: number) =>
    store.upload(Buffer.alloc(bytes, 'bytes of an artifact, '), { specName: 's', taskId, type: 'log' })
  const noise = async function* () {
    for (let index = 0; index < 400; index++) yield randomBytes(65_536)
  }
  try {
    const store = await count('open', open)
    await put(store, 'warm', 10)
    const { record } = await count('put, a small artifact', () => put(store, '1', 1000))
    await count('put, 25 MB', () => store.upload(noise(), { specName: 's', taskId: '1', type: 'file', name: 'large.bin' }))
    await count('get', async () => {
      for await (const chunk of await store.download(record.uri)) void chunk
    })
    await count('tag', () => store.tag(record.uri, { add: ['pinned'] }))
    await count('delete, to the trash', () => store.delete([record.uri]))
    await store.close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function partsOf(artifacts: number) {
  const tasks = artifacts / artifactsOfTask
  const lists = Math.ceil((artifacts + tasks) / 1000)
  const listSeconds = (lists * assumed.listSeconds) / Math.min(lists, assumed.listsAtOnce)
  return { tasks, lists, listSeconds }
}

function printSync(sizes: number[]): void {
  head('artifacts', 'listing', 'every record read', 'into the catalog', 'first sync', 'the same from a published catalog')
  for (const artifacts of sizes) {
    const { tasks, lists, listSeconds } = partsOf(artifacts)
    const readSeconds = (tasks * assumed.getSeconds) / assumed.getsAtOnce
    const putSeconds = artifacts * assumed.secondsOfRecord
    const bytes = artifacts * assumed.publishedBytesOfArtifact
    const fetchSeconds = bytes / 1e6 / assumed.megabytesPerSecond
    row(
      artifacts.toLocaleString('en'),
      `${lists.toLocaleString('en')} requests, ${time(listSeconds)}, ${money(dollars(lists, 0))}`,
      `${tasks.toLocaleString('en')} requests, ${time(readSeconds)}, ${money(dollars(0, tasks))}`,
      time(putSeconds),
      // Reading and putting go on side by side.
      `${time(listSeconds + Math.max(readSeconds, putSeconds))}, ${money(dollars(lists, tasks))}`,
      `${(bytes / 1e6).toFixed(0)} MB, ${time(fetchSeconds + listSeconds)}, ${money(dollars(lists, 2))}`,
    )
  }
}

function printLooking(sizes: number[]): void {
  head('artifacts', 'one look', 'as often as', 'a window open all day', 'looking once an hour')
  for (const artifacts of sizes) {
    const { lists, listSeconds } = partsOf(artifacts)
    const everySeconds = Math.max(assumed.lookSeconds, listSeconds / assumed.lookingShare) + listSeconds
    const perDay = 86_400 / everySeconds
    row(
      artifacts.toLocaleString('en'),
      `${lists.toLocaleString('en')} listings, ${money(dollars(lists, 0))}`,
      time(everySeconds),
      `${money(dollars(lists * perDay, 0))} a day`,
      `${money(dollars(lists * 24, 0))} a day`,
    )
  }
}

function printKeeping(sizes: number[]): void {
  head('artifacts', 'bytes kept', 'a month', 'put once, read twice', 'S3 Inventory, daily')
  for (const artifacts of sizes) {
    const gigabytes = (artifacts * assumed.storedKilobytesOfArtifact) / 1e6
    row(
      artifacts.toLocaleString('en'),
      `${gigabytes.toLocaleString('en')} GB`,
      money(gigabytes * assumed.dollarsPerGigabyteMonth),
      money(dollars(artifacts * 3, artifacts * 5)),
      `${money(((artifacts * 1.05) / 1000) * assumed.dollarsPer1000Inventoried * 30)} a month`,
    )
  }
}
