// The whole way in of a large log beside its two costliest steps alone: npm run bench -- upload [--quick]
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { constants, createZstdCompress } from 'node:zlib'
import { readPieces } from '../src/main/read-pieces.ts'
import { openStore } from '../src/main/store/open-store.ts'
import { againstLimit, quietest, tellFigures, timed } from './figure.ts'

const mebibyte = 1024 * 1024
const program = fileURLToPath(import.meta.url)
const isQuick = process.argv.includes('--quick')
const mebibytes = isQuick ? 64 : 1024
const rounds = isQuick ? 2 : 5
const read = (path: string) => createReadStream(path, { highWaterMark: mebibyte })

interface Taken {
  ms: number
  /** Above the same process at rest, until the upload answered, and until its facts and full text were there. */
  peakMiB: number
  settledPeakMiB: number
}

const [role, path = '', directory = ''] = process.argv.slice(2)
if (role === 'store') await runStore()
else await runAll()

/** Lines as build servers write them; a megabyte is like the next and not the same. */
function* makeLog(): Generator<Buffer> {
  for (let block = 0, line = 0; block < mebibytes; block++) {
    const lines: string[] = []
    for (let length = 0; length < mebibyte; line++) {
      const time = new Date(1_760_000_000_000 + line * 37).toISOString()
      const text = `${time} ${line % 97 === 0 ? 'WARN' : 'INFO'} worker-${line % 16} request ${(line * 2_654_435_761) % 4_294_967_296} took ${line % 1013} ms, ${line % 7} rows\n`
      lines.push(text)
      length += text.length
    }
    yield Buffer.from(lines.join('')).subarray(0, mebibyte)
  }
}

async function runStore(): Promise<void> {
  const store = await openStore(directory)
  const put = (content: AsyncIterable<Uint8Array>, taskId: string) => store.upload(content, { specName: 'bench', taskId, type: 'log' })
  const first = createReadStream(path, { highWaterMark: mebibyte, end: 20 * mebibyte })
  await put(first, 'warm')
  await store.settled()
  for (let round = 0; ; round++) {
    process.send?.('ready')
    const [word] = (await once(process, 'message')) as [string]
    if (word === 'end') break
    global.gc?.()
    const idle = process.memoryUsage.rss()
    let peak = idle
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
    const ms = await timed(() => put(readPieces(path), String(round)))
    const peakMiB = (peak - idle) / mebibyte
    await store.settled()
    clearInterval(timer)
    process.send?.({ ms, peakMiB, settledPeakMiB: (peak - idle) / mebibyte } satisfies Taken)
  }
  await store.close()
  process.disconnect()
}

async function runAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    const log = join(folder, 'large.log')
    await pipeline(Readable.from(makeLog()), createWriteStream(log))
    const store = fork(program, ['store', log, join(folder, 'store')], { execArgv: ['--expose-gc'] })
    const samples = { sha256: [] as number[], zstd: [] as number[], taken: [] as Taken[] }
    await once(store, 'message')
    for (let round = 0; round < rounds; round++) {
      samples.sha256.push(await timed(() => pipeline(read(log), feedHash())))
      samples.zstd.push(
        await timed(() =>
          pipeline(read(log), createZstdCompress({ chunkSize: mebibyte, params: { [constants.ZSTD_c_compressionLevel]: 3 } }), nowhere()),
        ),
      )
      const told = once(store, 'message')
      store.send('upload')
      const [taken] = (await told) as [Taken]
      samples.taken.push(taken)
      await once(store, 'message')
    }
    store.send('end')
    await once(store, 'exit')
    const speed = (times: readonly number[]) => (mebibytes / quietest(times)) * 1000
    const [sha256, zstd] = [speed(samples.sha256), speed(samples.zstd)]
    const size = mebibytes === 1024 ? '1 GiB' : `${mebibytes} MiB`
    tellFigures([
      {
        what: `upload of a ${size} log`,
        measured: speed(samples.taken.map(({ ms }) => ms)),
        beside: Math.min(sha256, zstd),
        besideWhat: sha256 < zstd ? 'SHA-256 alone' : 'zstd 3 alone',
        unit: 'MiB/s',
        wanted: { atLeast: 0.8 },
      },
      againstLimit('memory above idle, uploading it', Math.max(...samples.taken.map(({ peakMiB }) => peakMiB)), 60, 'MiB'),
      againstLimit('the same, with facts and full text', Math.max(...samples.taken.map((taken) => taken.settledPeakMiB)), 60, 'MiB'),
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function feedHash(): Writable {
  const hash = createHash('sha256')
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done()
    },
  })
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}
