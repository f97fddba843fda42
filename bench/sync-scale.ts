// How long a machine takes to know a store of many records in a bucket: node bench/sync-scale.ts [RECORDS] [RECORDS_OF_A_TASK] [LATENCY_MS]
// One process serves the bucket, filled by the store's own format; another is the machine. All on loopback.
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listenOnLoopback, type ListeningServer } from '../src/main/backends/servers/listen.ts'
import { type S3Bucket, type S3Object } from '../src/main/backends/servers/s3-bucket.ts'
import { startS3Server } from '../src/main/backends/servers/s3-server.ts'
import { openStore } from '../src/main/store/open-store.ts'
import { formatTaskFile, type TaskEntry } from '../src/main/store/task-file.ts'
import { endServing } from './serving-process.ts'

const mebibyte = 1024 * 1024
const program = fileURLToPath(import.meta.url)
const uri = 's3://bucket/bench'
const changedTasks = 100
const tasksOfSpec = 100
const [role = '1000000', ...words] = process.argv.slice(2)

interface Counts {
  gets: number
  lists: number
  puts: number
  /** Of the catalogs that lie in the bucket. */
  publishedBytes: number
}
interface Served {
  endpoint: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}
type ToServer = { ask: 'counts' } | { ask: 'change'; seed: number }

switch (role) {
  case 'server':
    await runServer(Number(words[0]), Number(words[1]), Number(words[2]))
    break
  case 'machine':
    await runMachine(words[0] ?? '', words[1] ?? '')
    break
  default:
    await runAll(Number(role), Number(words[0] ?? 20), Number(words[1] ?? 0))
}

function putObject(objects: S3Bucket['objects'], key: string, bytes: Uint8Array, sizeBytes = bytes.length): void {
  const object: S3Object = {
    bytes: { sizeBytes, segments: [{ bytes }] },
    etag: createHash('md5').update(key).update(bytes).digest('hex'),
    modifiedAt: new Date(),
    contentType: 'application/octet-stream',
    metadata: new Map(),
  }
  objects.set(key, object)
}

/** What an agent's tries leave: four artifacts each, so a task of 20 was tried five times. */
async function putTask(objects: S3Bucket['objects'], task: number, records: number, note: string): Promise<void> {
  const specName = `spec-${Math.floor(task / tasksOfSpec)}`
  const taskId = String(task)
  const kinds = [
    ['diff', 'diff', 'diff', 'txt', 'text/x-diff'],
    ['log', 'log', 'log', 'txt', 'text/plain'],
    ['test', 'test-result', 'test-result', 'json', 'application/json'],
    ['file', 'summary.md', 'files/summary', 'md', 'text/markdown'],
  ] as const
  const entries: TaskEntry[] = []
  for (let index = 0; index < records; index++) {
    const [type, name, stem, extension, mimeType] = kinds[index % kinds.length] ?? kinds[0]
    const version = Math.floor(index / kinds.length) + 1
    const file = `${stem}${version === 1 ? '' : `.v${version}`}.${extension}.zst`
    const key = `bench/${specName}/${taskId}/${file}`
    entries.push({
      file,
      record: {
        uri: `s3://bucket/${key}`,
        specName,
        taskId,
        type,
        name,
        version,
        size: 1000 + (task % 5000),
        originalSize: 4000 + (task % 20_000),
        checksum: createHash('sha256').update(key).update(note).digest('hex'),
        createdAt: new Date(1_750_000_000_000 + task * 60_000 + index).toISOString(),
        compressed: true,
        encoding: 'zstd',
        mimeType,
        tags: [],
        metadata: {
          agent: 'agent',
          model: 'model',
          session: `s-${task}-${version}`,
          commit: '0123456789abcdef',
          ...(note === '' ? {} : { note }),
        },
      },
    })
    if (note === '') putObject(objects, key, new Uint8Array(), 1000 + (task % 5000))
  }
  const content = await formatTaskFile({ specName, taskId, entries, retiredVersions: new Map(), unreadable: [], stamp: null })
  putObject(objects, `bench/${specName}/${taskId}/metadata.json`, content)
}

async function runServer(records: number, ofTask: number, latencyMs: number): Promise<void> {
  const server = await startS3Server()
  const bucket = server.buckets.get('bucket')
  if (bucket === undefined) throw new Error('there is no bucket')
  const tasks = Math.ceil(records / ofTask)
  for (let task = 0; task < tasks; task++) await putTask(bucket.objects, task, ofTask, '')
  bucket.objects.keys()
  const late = latencyMs === 0 ? undefined : await delayAll(server.endpoint, latencyMs)
  process.on('message', (message: ToServer) => {
    if (message.ask === 'change') {
      const step = Math.max(1, Math.floor(tasks / changedTasks))
      const change = async () => {
        for (let index = 0; index < Math.min(changedTasks, tasks); index++)
          await putTask(bucket.objects, index * step, ofTask, `change ${message.seed}`)
        process.send?.('changed')
      }
      void change()
      return
    }
    const published = bucket.objects.keys().filter((key) => key.includes('/.vitrine/catalog/'))
    const publishedBytes = published.reduce((sum, key) => sum + (bucket.objects.get(key)?.bytes.sizeBytes ?? 0), 0)
    const counts: Counts = { gets: 0, lists: 0, puts: 0, publishedBytes }
    for (const line of server.requests.splice(0)) {
      if (line.includes('list-type')) counts.lists++
      else if (line.startsWith('GET') || line.startsWith('HEAD')) counts.gets++
      else counts.puts++
    }
    process.send?.(counts)
  })
  process.send?.({ endpoint: late?.endpoint ?? server.endpoint, credentials: server.credentials } satisfies Served)
  await once(process, 'disconnect')
  await late?.stop()
  await server.stop()
}

/** Every answer comes this much later, as from a service that is not next door. */
function delayAll(target: string, latencyMs: number): Promise<ListeningServer> {
  const { port } = new URL(target)
  return listenOnLoopback((asked, answer) => {
    const { method, url, headers } = asked
    setTimeout(() => {
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers)
        response.pipe(answer)
      })
      asked.pipe(onward)
    }, latencyMs)
  })
}

async function runMachine(what: string, endpoint: string): Promise<void> {
  const reach = { s3: { endpoint, region: 'us-east-1' } }
  const store = await openStore(uri, { settings: reach, freshness: 'later' })
  global.gc?.()
  const idle = process.memoryUsage.rss()
  let peak = idle
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const startedAt = performance.now()
  const usedBefore = process.cpuUsage()
  let read = 0
  if (what === 'publish') await store.publishCatalog()
  else for await (const { done } of store.reindex({ everything: false })) read = done
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(usedBefore)
  const cpuSeconds = (user + system) / 1e6
  clearInterval(timer)
  const { artifacts } = await store.info()
  await store.close()
  process.send?.({ seconds, cpuSeconds, read, artifacts, aboveMiB: Math.round((peak - idle) / mebibyte) })
  process.disconnect()
}

async function runAll(records: number, ofTask: number, latencyMs: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const server = fork(program, ['server', String(records), String(ofTask), String(latencyMs)], { execArgv: ['--max-old-space-size=8192'] })
  try {
    const [served] = (await once(server, 'message')) as [Served]
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: served.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: served.credentials.secretAccessKey,
    }
    const ask = async <T>(message: ToServer): Promise<T> => {
      const answered = once(server, 'message')
      server.send(message)
      const [answer] = (await answered) as [T]
      return answer
    }
    console.log(`${records} records in ${Math.ceil(records / ofTask)} tasks, ${latencyMs} ms to each answer`)
    const run = async (label: string, what: string, machine: string) => {
      await ask({ ask: 'counts' })
      const client = fork(program, ['machine', what, served.endpoint], {
        env: { ...env, XDG_CACHE_HOME: join(folder, machine) },
        execArgv: ['--expose-gc'],
      })
      const exited = once(client, 'exit')
      const [outcome] = (await Promise.race([once(client, 'message'), exited])) as [
        { seconds: number; cpuSeconds: number; read: number; artifacts: number; aboveMiB: number } | number,
      ]
      if (typeof outcome === 'number') throw new Error(`the machine ended with ${outcome}`)
      await exited
      const { gets, lists, puts, publishedBytes } = await ask<Counts>({ ask: 'counts' })
      const { seconds, cpuSeconds, read, artifacts, aboveMiB } = outcome
      console.log(
        `${label.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s, ${cpuSeconds.toFixed(1).padStart(6)} s of work  ${String(lists).padStart(6)} lists ${String(gets).padStart(6)} gets ${String(puts).padStart(4)} puts  ${read} tasks read, ${artifacts} artifacts, +${aboveMiB} MiB${publishedBytes === 0 ? '' : `, published ${(publishedBytes / 1e6).toFixed(1)} MB`}`,
      )
    }
    await run('full sync by listing', 'sync', 'first')
    await run('sync, nothing changed', 'sync', 'first')
    await ask({ ask: 'change', seed: 1 })
    await run(`sync, ${changedTasks} tasks changed`, 'sync', 'first')
    await run('publish the catalog', 'publish', 'first')
    await run('new machine, published catalog', 'sync', 'second')
    await ask({ ask: 'change', seed: 2 })
    await run(`the same, ${changedTasks} tasks changed since`, 'sync', 'third')
  } finally {
    await endServing(server)
    await rm(folder, { recursive: true, force: true })
  }
}
