// The contract and the request handler over both transports, with the real store underneath.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { type ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { artifactAddress, uploadAddress } from '../../shared/address.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type contract } from '../../shared/contract.ts'
import { makeFolder } from '../store/test-store.ts'
import { type App, openApp } from './app.ts'

type Client = ContractRouterClient<typeof contract>

let folder: Awaited<ReturnType<typeof makeFolder>>
let app: App
const origin = 'http://127.0.0.1'

beforeEach(async () => {
  folder = await makeFolder()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  await mkdir(join(folder.path, 'window/assets'), { recursive: true })
  await writeFile(join(folder.path, 'window/index.html'), '<title>window</title>')
  await writeFile(join(folder.path, 'window/assets/a.js'), 'script')
  app = await openApp({ storeUri: join(folder.path, 'store'), assetsDirectory: join(folder.path, 'window') })
})
afterEach(async () => {
  await app.close()
  await folder.remove()
})

const upload = async (name: string, content: string, options = {}) => {
  const response = await app.handle(
    new Request(origin + uploadAddress({ specName: 's', taskId: 't', name, ...options }), { method: 'POST', body: content }),
  )
  return { status: response.status, body: (await response.json()) as Artifact & { error?: { code: string } } }
}
const fetchArtifact = (uri: string, headers: Record<string, string> = {}) =>
  app.handle(new Request(origin + artifactAddress(uri), { headers }))

describe('bytes by address', () => {
  test('an upload is recognised and answered with its artifact', async () => {
    const { status, body } = await upload('patch.diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n', {
      tags: ['a', 'b'],
      metadata: { agent: 'me' },
    })
    expect(status).toBe(200)
    expect(body.record).toMatchObject({
      specName: 's',
      taskId: 't',
      name: 'patch.diff',
      type: 'diff',
      tags: ['a', 'b'],
      metadata: { agent: 'me' },
    })
  })

  test('artifacts come back whole, by range, and not at all when unchanged', async () => {
    const { body } = await upload('a.txt', '0123456789')
    const { uri, checksum } = body.record
    const whole = await fetchArtifact(uri)
    expect([whole.status, await whole.text(), whole.headers.get('content-length'), whole.headers.get('etag')]).toEqual([
      200,
      '0123456789',
      '10',
      `"${checksum}"`,
    ])
    const part = await fetchArtifact(uri, { range: 'bytes=2-4' })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10'])
    expect(await (await fetchArtifact(uri, { range: 'bytes=-3' })).text()).toBe('789')
    expect((await fetchArtifact(uri, { range: 'bytes=20-' })).status).toBe(416)
    expect((await fetchArtifact(uri, { 'if-none-match': `"${checksum}"` })).status).toBe(304)
  })

  test('a stored page is never served as one', async () => {
    const { body } = await upload('evil.html', '<script>alert(1)</script>')
    const response = await fetchArtifact(body.record.uri)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('failures carry their code', async () => {
    const missing = await fetchArtifact('file:///nowhere/a/b/c')
    expect([missing.status, await missing.json()]).toMatchObject([404, { error: { code: 'artifact.not-found' } }])
    expect((await upload('', 'x')).body.error?.code).toBe('name.invalid')
    expect((await app.handle(new Request(`${origin}/upload?spec=s`, { method: 'POST', body: 'x' }))).status).toBe(422)
    expect((await app.handle(new Request(`${origin}/upload`))).status).toBe(405)
  })

  test('every address of the window gets its page, and its files are its own', async () => {
    for (const path of ['/', '/task/s/t', '/spec/a%2Fb', '/../../etc/passwd'])
      expect(await (await app.handle(new Request(origin + path))).text()).toBe('<title>window</title>')
    const script = await app.handle(new Request(`${origin}/assets/a.js`))
    expect([await script.text(), script.headers.get('content-type')]).toEqual(['script', 'text/javascript'])
    expect((await app.handle(new Request(`${origin}/assets/none.js`))).status).toBe(404)
    expect((await app.handle(new Request(`${origin}/assets/..%2f..%2fstore`))).status).not.toBe(200)
  })
})

/** One scenario file for both transports. */
const transports: Record<string, () => Promise<{ client: Client; close: () => Promise<void> }>> = {
  'fetch on loopback': async () => {
    const server = createServer((request, response) => {
      void (async () => {
        const stop = new AbortController()
        response.on('close', () => stop.abort())
        const body = Readable.toWeb(request)
        const answer = await app.handleRpc(
          new Request(`http://127.0.0.1${request.url}`, {
            method: 'POST',
            headers: new Headers(request.headers as Record<string, string>),
            body,
            duplex: 'half',
            signal: stop.signal,
          }),
        )
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        if (answer.body)
          Readable.fromWeb(answer.body as never)
            .on('error', () => response.destroy())
            .pipe(response)
        else response.end()
      })()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Node's own fetch forgets the signal of a request that the garbage collector took, and goes on reading what was aborted.
    const asked: Request[] = []
    const link = new FetchLink({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`,
      fetch: (request, init) => {
        asked.push(request)
        return fetch(request, init)
      },
    })
    return {
      client: createORPCClient(link),
      close: () =>
        new Promise((resolve) => {
          server.closeAllConnections()
          server.close(() => resolve())
        }),
    }
  },
  'a message port': async () => {
    const { port1, port2 } = new MessageChannel()
    app.connect(port1)
    port1.start()
    port2.start()
    return { client: createORPCClient(new PortLink({ port: port2 })), close: async () => port1.close() }
  },
}

describe.each(Object.entries(transports))('the contract over %s', (_name, connect) => {
  let client: Client
  let close: () => Promise<void>
  beforeEach(async () => ({ client, close } = await connect()))
  afterEach(() => close())

  test('[S15] a task goes out as an archive and as a manifest, while it is made', async () => {
    const { body } = await upload('a.txt', '0123456789'.repeat(100))
    const { specName, taskId, checksum } = body.record
    const steps = await Array.fromAsync(await client.archive.scan({ specName, taskId }))
    const last = steps.at(-1)
    if (last?.state !== 'scanned') throw new Error('it was not looked through')
    expect(last.scan).toMatchObject({ artifacts: 1, sizeBytes: 1000, secretCount: 0, notText: 0, damaged: 0 })
    const query = new URLSearchParams({ spec: specName, task: taskId, fingerprint: last.scan.fingerprint })
    const archive = await app.handle(new Request(`${origin}/export?${query.toString()}`))
    expect(archive.headers.get('content-disposition')).toContain('.zip')
    const bytes = Buffer.from(await archive.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.includes('export_summary.json')).toBe(true)
    const manifest = await app.handle(new Request(`${origin}/manifest?${query.toString()}`))
    expect(await manifest.text()).toContain(`${checksum}  ${specName}/${taskId}/`)
    expect((await app.handle(new Request(`${origin}/export?spec=none`))).status).toBe(404)
    expect((await app.handle(new Request(`${origin}/export`))).status).toBe(422)
    await upload('late.txt', 'nobody looked through this')
    const late = await app.handle(new Request(`${origin}/export?${query.toString()}`))
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('look through it again')])
  })

  /** The job when it is over. */
  const ended = async (jobId: string) => {
    for await (const jobs of await client.job.watch()) {
      const job = jobs.find((candidate) => candidate.jobId === jobId)
      if (job !== undefined && job.state !== 'running') return job
    }
    return undefined
  }

  test('lists what was uploaded, by spec and task', async () => {
    const { body } = await upload('patch.diff', 'x')
    expect(await client.spec.list()).toMatchObject([{ specName: 's', tasks: [{ taskId: 't', artifacts: 1 }] }])
    expect((await client.task.get({ specName: 's', taskId: 't' })).artifacts[0]?.record).toEqual(body.record)
    expect((await client.artifact.list({})).artifacts).toHaveLength(1)
    expect(await client.store.info()).toMatchObject({ artifacts: 1, writable: true })
  })

  test('errors keep their code and details', async () => {
    await expect(client.artifact.get({ uri: 'nothing' })).rejects.toMatchObject({ code: 'artifact.not-found', data: { uri: 'nothing' } })
    await expect(client.artifact.list({ limit: 5000 })).rejects.toMatchObject({ code: 'request.invalid' })
  })

  test('deletes answer with what it takes to undo', async () => {
    const { body } = await upload('a.log', 'x')
    const { trashIds } = await client.artifact.delete({ uris: [body.record.uri] })
    expect(await client.trash.page({})).toMatchObject({ trashed: [{ trashId: trashIds[0] }], all: { artifacts: 1 } })
    expect((await client.trash.restore({ trashIds }))[0]?.record).toEqual(body.record)
  })

  test('changes arrive by themselves until the window leaves', async () => {
    const stop = new AbortController()
    const changes = await client.store.changes(undefined, { signal: stop.signal })
    let told: unknown[] = []
    const listening = (async () => {
      while (!told.some((change) => Reflect.get(Object(change), 'verb') === 'upload')) {
        const { value, done } = await changes.next()
        if (done === true) throw new Error('the app told nothing more')
        told = value
      }
    })()
    // What is stored before the app hears that somebody listens is not told.
    const isTold = async () => {
      await upload('a.log', 'x')
      return told
    }
    await expect.poll(isTold).toContainEqual(expect.objectContaining({ verb: 'upload', specName: 's', taskId: 't' }))
    await listening
    stop.abort()
    const readOn = async () => {
      // What came before is still given: the facts of the upload, when they were quick.
      for (let given = 0; given < 10; given++) if ((await changes.next()).done === true) return 'done'
      return 'more'
    }
    expect(await readOn().catch(String)).toMatch(/abort|done/i)
  })

  test('the sample store loads with progress and verifies', async () => {
    let last
    for await (const progress of await client.store.loadSample()) last = progress
    expect(last?.done).toBe(last?.total)
    expect(last?.done).toBeGreaterThan(30)
    expect(await client.spec.list()).toHaveLength(3)
  })

  test('a report is parsed on its way', async () => {
    const { body } = await upload(
      'junit.xml',
      '<testsuite name="s"><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>',
    )
    expect(await client.report.get({ uri: body.record.uri })).toMatchObject({ format: 'junit-xml', totals: { total: 2, failed: 1 } })
  })

  test('a cleanup is planned, applied as a job, and undone', async () => {
    for (const content of ['1', '2', '3']) await upload('a.log', content)
    const policy = await client.cleanup.policy()
    const none = await client.cleanup.plan({})
    expect(none).toMatchObject({ due: 0, policy })
    const days = { diff: 0, log: 0, test: 0, file: 0 }
    await new Promise((resolve) => setTimeout(resolve, 5))
    const plan = await client.cleanup.plan({ policy: { ...policy, days } })
    expect(plan).toMatchObject({ due: 2, kept: 1 })
    expect((await client.cleanup.planPage({ planId: plan.planId, list: 'kept' })).items).toMatchObject([{ because: 'newest' }])
    const { jobId } = await client.cleanup.apply({ planId: plan.planId })
    expect(await ended(jobId)).toMatchObject({
      state: 'done',
      result: { verb: 'cleanup', planId: plan.planId, deleted: 2, skipped: 0, freedBytes: 2 },
    })
    expect((await client.store.usage()).trash.artifacts).toBe(2)
    expect(await client.cleanup.receipts()).toMatchObject([{ planId: plan.planId, state: 'done', deleted: 2 }])
    expect((await client.cleanup.receipt({ planId: plan.planId })).deleted).toBe(2)
    expect(await client.cleanup.receiptPage({ planId: plan.planId, list: 'deleted', offset: 1 })).toMatchObject({
      items: [{ sizeBytes: expect.any(Number) }],
      total: 2,
    })
    await expect(client.cleanup.receipt({ planId: 'none' })).rejects.toMatchObject({ code: 'artifact.not-found' })
    const undo = await client.cleanup.undo({ planId: plan.planId })
    expect(await ended(undo.jobId)).toMatchObject({ result: { restored: 2, failed: [] } })
    expect((await client.store.info()).artifacts).toBe(3)
  })

  test('a verification is a job that can be watched and dismissed', async () => {
    await upload('a.log', 'x')
    const { jobId } = await client.store.verify({})
    expect(await ended(jobId)).toMatchObject({ result: { verb: 'verify', report: { valid: 1, isComplete: true } } })
    await client.job.dismiss({ jobId })
    expect(await client.job.list()).toEqual([])
    for await (const jobs of await client.job.watch()) {
      expect(jobs).toEqual([])
      break
    }
  })

  test('usage tells what takes the space, and what compression saved', async () => {
    await upload('a.log', 'words '.repeat(1000))
    await upload('b.log', 'words '.repeat(1000))
    const usage = await client.store.usage()
    expect(usage.total).toMatchObject({ artifacts: 2, originalSizeBytes: 12_000 })
    expect(usage.duplicates).toEqual({ artifacts: 1, sizeBytes: usage.total.sizeBytes / 2 })
    expect(await client.store.specUsage({ specName: 's' })).toMatchObject([{ taskId: 't', type: 'log', artifacts: 2 }])
  })

  test('a search finds lines, and says what is wrong with a query', async () => {
    await upload('a.log', 'one\ntwo needles\n')
    await expect.poll(async () => (await client.search({ query: 'needle' })).results).toMatchObject([{ hits: [{ line: 2 }] }])
    await expect(client.search({ query: 'type:odd' })).rejects.toMatchObject({ code: 'request.invalid' })
  })

  test('another store can be opened, and one that cannot leaves this one open', async () => {
    await upload('a.log', 'x')
    await writeFile(join(folder.path, 'file'), '')
    await expect(client.store.open({ uri: join(folder.path, 'file') })).rejects.toMatchObject({ code: 'store.unreachable' })
    expect((await client.store.info()).artifacts).toBe(1)
    expect(await client.store.open({ uri: join(folder.path, 'other') })).toMatchObject({ artifacts: 0 })
    expect((await client.store.recent()).map(({ uri }) => uri)).toEqual([`file://${folder.path}/other`, `file://${folder.path}/store`])
  })
})

test('an app on a store that cannot be opened says why, and opens another', async () => {
  await app.close()
  app = await openApp({ storeUri: join(folder.path, 'window/index.html'), assetsDirectory: join(folder.path, 'window') })
  const { client, close } = await (transports['a message port'] as () => Promise<{ client: Client; close: () => Promise<void> }>)()
  await expect(client.spec.list()).rejects.toMatchObject({ code: 'store.unreachable', data: { reason: 'it is a file, not a folder' } })
  expect(await client.store.open({ uri: join(folder.path, 'store') })).toMatchObject({ artifacts: 0 })
  await close()
})

test('damaged content is answered as an error, not as bytes', async () => {
  const { body } = await upload('a.txt', 'words '.repeat(200))
  const path = join(folder.path, 'store', body.record.uri.split('/store/')[1] ?? '')
  await cp(path, `${path}.bak`)
  await writeFile(path, (await readFile(path)).subarray(0, 20))
  const response = await fetchArtifact(body.record.uri)
  expect([response.status, await response.json()]).toMatchObject([422, { error: { code: 'artifact.corrupt' } }])
})
