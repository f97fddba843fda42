// Memory of one large artifact on its way into a bucket and out again, above the same process at rest: node bench/transfer-memory.ts [MEBIBYTES]
// The server and each client are processes of their own, on loopback.
import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startGcsServer } from '../src/main/backends/servers/gcs-server.ts'
import { startS3Server } from '../src/main/backends/servers/s3-server.ts'
import { openStore } from '../src/main/store/open-store.ts'
import { endServing } from './serving-process.ts'

const mebibyte = 1024 * 1024
const program = fileURLToPath(import.meta.url)
const [role = '2048', uri = '', sizeText = ''] = process.argv.slice(2)

interface Served {
  endpoint: string
  credentials?: { accessKeyId: string; secretAccessKey: string }
}

switch (role) {
  case 'server':
    await runServer(uri)
    break
  case 'client':
    await runClient(uri, Number(sizeText))
    break
  default:
    await runAll(Number(role))
}

async function runServer(scheme: string): Promise<void> {
  const server = scheme === 's3' ? await startS3Server() : await startGcsServer()
  const served: Served = { endpoint: server.endpoint, ...('credentials' in server ? { credentials: server.credentials } : {}) }
  process.send?.(served)
  await once(process, 'disconnect')
  await server.stop()
}

/** Bytes that no compressor shortens, the same each time they are asked for. */
async function* makeContent(mebibytes: number): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(mebibyte, createHash('sha256').update('block').digest())
  const noise = randomBytes(mebibyte)
  for (let index = 0; index < mebibytes; index++) {
    noise.copy(block)
    block.writeUInt32LE(index, 0)
    yield Buffer.from(block)
  }
}

async function runClient(storeUri: string, mebibytes: number): Promise<void> {
  const { endpoint, credentials } = JSON.parse(process.env['BENCH_SERVED'] ?? '') as Served
  if (credentials !== undefined) {
    process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId
    process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey
  }
  const reach = storeUri.startsWith('s3:') ? { s3: { endpoint, region: 'us-east-1' } } : { gcs: { endpoint, project: 'bench' } }
  const store = await openStore(storeUri, { settings: reach, catalogThread: 'caller' })
  const artifact = { specName: 's', type: 'file', name: 'large.bin' } as const
  const read = async (artifactUri: string) => {
    let bytes = 0
    for await (const chunk of await store.download(artifactUri)) bytes += chunk.length
    return bytes
  }
  // What any work loads and keeps is not what a large one needs.
  const small = await store.upload(makeContent(20), { ...artifact, taskId: 'warm' })
  await read(small.record.uri)
  global.gc?.()
  const idle = process.memoryUsage.rss()
  let peak = idle
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 10)
  const report = (what: string, startedAt: number) => {
    const seconds = (performance.now() - startedAt) / 1000
    const above = Math.round((peak - idle) / mebibyte)
    console.log(
      `${storeUri.slice(0, 2)}  ${what.padEnd(5)} ${mebibytes} MiB  ${seconds.toFixed(0)} s  idle ${Math.round(idle / mebibyte)} MiB, peak +${above} MiB`,
    )
    peak = process.memoryUsage.rss()
  }
  let startedAt = performance.now()
  const { record } = await store.upload(makeContent(mebibytes), { ...artifact, taskId: 'large' })
  report('up', startedAt)
  startedAt = performance.now()
  const bytes = await read(record.uri)
  report('down', startedAt)
  clearInterval(timer)
  if (bytes !== mebibytes * mebibyte) throw new Error(`${bytes} bytes came back`)
  await store.close()
}

async function runAll(mebibytes: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    for (const scheme of ['s3', 'gs']) {
      const server = fork(program, ['server', scheme])
      try {
        const [served] = (await once(server, 'message')) as [Served]
        const env = { ...process.env, BENCH_SERVED: JSON.stringify(served), XDG_CACHE_HOME: join(folder, scheme) }
        const client = fork(program, ['client', `${scheme}://bucket/bench`, String(mebibytes)], { env, execArgv: ['--expose-gc'] })
        const [code] = (await once(client, 'exit')) as [number | null]
        if (code !== 0) process.exitCode = 1
      } finally {
        await endServing(server)
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
