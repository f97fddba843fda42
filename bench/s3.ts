// The S3 backend beside the bare SDK, against one server: npm run bench -- s3 [--quick]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { startS3Server } from '../src/main/backends/servers/s3-server.ts'
import { openS3Backend } from '../src/main/backends/s3.ts'
import { type Figure, quietest, tellFigures, timed } from './figure.ts'

const isQuick = process.argv.includes('--quick')
const count = isQuick ? 300 : 2000
const mebibytes = isQuick ? 32 : 100
const rounds = isQuick ? 3 : 5
const inFlight = 16
const region = 'us-east-1'

interface Served {
  endpoint: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}

if (process.argv[2] === 'server') await runServer()
else await runAll()

async function runServer(): Promise<void> {
  const server = await startS3Server()
  process.send?.({ endpoint: server.endpoint, credentials: server.credentials } satisfies Served)
  await once(process, 'disconnect')
  await server.stop()
}

async function drain(content: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  if (content === undefined) throw new Error('there is nothing')
  for await (const chunk of content) void chunk
}

async function runAll(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['server'])
  const [{ endpoint, credentials }] = (await once(server, 'message')) as [Served]
  process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const backend = await openS3Backend('s3://bucket/ours', { endpoint, region, pathStyle: true })
  const Bucket = 'bucket'
  const small = Buffer.alloc(1024, 'a kilobyte, ')
  const large = Buffer.alloc(mebibytes * 1024 * 1024, 'a large artifact, ')
  const each = async (work: (key: string) => Promise<unknown>) => {
    const keys = Array.from({ length: count }, (_, index) => `small/${index}`).values()
    const take = async () => {
      for (const key of keys) await work(key)
    }
    await Promise.all(Array.from({ length: inFlight }, take))
  }
  const get = async (Key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    await drain(Body as AsyncIterable<Uint8Array> | undefined)
  }
  const stageLarge = async () => {
    const stage = await backend.stage('bench')
    for (let offset = 0; offset < large.length; offset += 1024 * 1024) await stage.write(large.subarray(offset, offset + 1024 * 1024))
    await stage.finish()
    await stage.commit('large')
    await stage.discard()
  }
  const work: Record<string, { ours: () => Promise<unknown>; bare: () => Promise<unknown>; atLeast: number }> = {
    [`put of ${count} x 1 KB, 16 in flight`]: {
      ours: () => each((key) => backend.upload(key, small)),
      bare: () => each((Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: small }))),
      atLeast: 0.6,
    },
    [`get of ${count} x 1 KB, 16 in flight`]: {
      ours: () => each(async (key) => drain(await backend.download(key))),
      bare: () => each(get),
      atLeast: 0.6,
    },
    [`upload of ${mebibytes} MiB`]: {
      ours: stageLarge,
      bare: () => client.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large })),
      atLeast: 0.8,
    },
    [`download of ${mebibytes} MiB`]: { ours: async () => drain(await backend.download('large')), bare: () => get('large'), atLeast: 0.8 },
  }
  const figures: Figure[] = []
  for (const [what, { ours, bare, atLeast }] of Object.entries(work)) {
    const taken = { ours: [] as number[], bare: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      taken.bare.push(await timed(bare))
      taken.ours.push(await timed(ours))
    }
    const units = what.includes('KB') ? count : mebibytes
    const speed = (times: readonly number[]) => (units / quietest(times)) * 1000
    figures.push({
      what: `S3: ${what}`,
      measured: speed(taken.ours),
      beside: speed(taken.bare),
      besideWhat: 'the bare SDK',
      unit: units === count ? '/s' : 'MiB/s',
      wanted: { atLeast },
    })
  }
  await backend.close()
  client.destroy()
  server.disconnect()
  tellFigures(figures)
}
