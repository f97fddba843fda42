import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { openTestHost, sendBytes } from './loopback-fixture.ts'

describe('calls', () => {
  test('are answered by the router, with their body', async () => {
    const { origin, signedIn, asked } = await openTestHost({ handleRpc: async (request) => new Response(await request.text()) })
    const answer = await fetch(`${origin}/rpc/store/info`, { ...signedIn, method: 'POST', body: '{"json":1}' })
    expect(await answer.text()).toBe('{"json":1}')
    expect(asked).toEqual(['rpc POST /rpc/store/info'])
  })

  test('are made with POST only', async () => {
    const { origin, signedIn, asked } = await openTestHost()
    expect((await fetch(`${origin}/rpc/store/info`, signedIn)).status).toBe(405)
    expect(asked).toEqual([])
  })

  test.each([true, false])('over the limit answer 413 (length declared: %s)', async (declared) => {
    const { origin, signedIn, asked } = await openTestHost({}, { maxRpcBytes: 1000 })
    const post = (size: number) => {
      const bytes = Buffer.alloc(size)
      return fetch(`${origin}/rpc/x`, { ...signedIn, method: 'POST', body: declared ? bytes : new Blob([bytes]).stream(), duplex: 'half' })
    }
    expect((await post(1001)).status).toBe(413)
    expect(asked).toEqual([])
    expect((await post(1000)).status).toBe(200)
  })

  test('that say they are over the limit are refused before a byte of them came', async () => {
    const { origin, cookie, asked } = await openTestHost({}, { maxRpcBytes: 1000, lingerMs: 100 })
    const { host } = new URL(origin)
    const answer = await sendBytes(origin, `POST /rpc/x HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nContent-Length: 1001\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 413/)
    expect(asked).toEqual([])
  })

  test('that stream their answer are told when the window goes away', async () => {
    let aborted = false
    const { origin, signedIn } = await openTestHost({
      handleRpc(request) {
        request.signal.addEventListener('abort', () => void (aborted = true))
        return new Response(new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('event: a\n\n')) }))
      },
    })
    const leave = new AbortController()
    const answer = await fetch(`${origin}/rpc/store/changes`, { ...signedIn, method: 'POST', body: '{}', signal: leave.signal })
    await answer.body?.getReader().read()
    expect(aborted).toBe(false)
    leave.abort()
    await expect.poll(() => aborted).toBe(true)
  })
})

describe('bytes', () => {
  const chunk = Buffer.alloc(64 * 1024, 'v')

  test('stream out no faster than they are read', async () => {
    let made = 0
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => (made++, controller.enqueue(chunk)) }, { highWaterMark: 0 })
    const { origin, signedIn } = await openTestHost({ handle: () => new Response(body) })
    const leave = new AbortController()
    const answer = await fetch(origin, { ...signedIn, signal: leave.signal })
    const reader = answer.body?.getReader()
    await reader?.read()
    const settled = await settle(() => made)
    // Socket buffers hold a few MB; an endless source without back-pressure would be far beyond.
    expect(settled * chunk.length).toBeLessThan(64 * 1024 * 1024)
    for (let read = 0; read < settled * chunk.length;) read += (await reader?.read())?.value?.length ?? Infinity
    await expect.poll(() => made).toBeGreaterThan(settled)
    leave.abort()
  })

  test('that nobody reads any more are no longer made', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk), cancel: () => void (cancelled = true) })
    const { origin, signedIn } = await openTestHost({ handle: () => new Response(body) })
    const leave = new AbortController()
    const answer = await fetch(origin, { ...signedIn, signal: leave.signal })
    await answer.body?.getReader().read()
    leave.abort()
    await expect.poll(() => cancelled).toBe(true)
  })

  test('made for a client that left before the answer was ready are let go', async () => {
    let cancelled = false
    const ready = Promise.withResolvers<void>()
    const { origin, signedIn, asked } = await openTestHost({
      async handle() {
        await ready.promise
        return new Response(new ReadableStream({ cancel: () => void (cancelled = true) }))
      },
    })
    const leave = new AbortController()
    const gone = fetch(origin, { ...signedIn, signal: leave.signal }).catch((error: unknown) => error)
    await expect.poll(() => asked.length).toBe(1)
    leave.abort()
    await gone
    await new Promise((resolve) => setTimeout(resolve, 50))
    ready.resolve()
    await expect.poll(() => cancelled).toBe(true)
  })

  test('stream in no faster than they are taken, and arrive whole', async () => {
    const taken = Promise.withResolvers<void>()
    const { origin, signedIn } = await openTestHost({
      async handle(request) {
        await taken.promise
        let received = 0
        for await (const part of request.body ?? []) received += part.byteLength
        return Response.json({ received })
      },
    })
    let sent = 0
    const total = 1024
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => (sent++ < total ? controller.enqueue(chunk) : controller.close()),
      },
      { highWaterMark: 0 },
    )
    const answer = fetch(`${origin}/upload?spec=a`, { ...signedIn, method: 'POST', body, duplex: 'half' })
    const settled = await settle(() => sent)
    expect(settled).toBeGreaterThan(0)
    expect(settled).toBeLessThan(total)
    taken.resolve()
    expect(await (await answer).json()).toEqual({ received: total * chunk.length })
  })

  test('of an upload that is cut off end in an error, and the signal says so', async () => {
    const seen = Promise.withResolvers<{ error: unknown; aborted: boolean }>()
    const { origin, signedIn } = await openTestHost({
      async handle(request) {
        try {
          for await (const _ of request.body ?? []);
          seen.resolve({ error: undefined, aborted: request.signal.aborted })
        } catch (error) {
          seen.resolve({ error, aborted: request.signal.aborted })
        }
        return new Response()
      },
    })
    const leave = new AbortController()
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(chunk) })
    const sending = fetch(`${origin}/upload`, { ...signedIn, method: 'POST', body, duplex: 'half', signal: leave.signal }).catch(
      () => undefined,
    )
    setTimeout(() => leave.abort(), 50)
    await sending
    expect(await seen.promise).toMatchObject({ error: expect.anything(), aborted: true })
  })
})

describe('slow clients', () => {
  test('who do not finish the head of a request are dropped', async () => {
    const { origin } = await openTestHost({}, { headersTimeoutMs: 200 })
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408/)
  })

  test('who connect and say nothing are dropped', async () => {
    const { origin } = await openTestHost({}, { headersTimeoutMs: 200 })
    expect(await sendBytes(origin, '')).toMatch(/^HTTP\/1\.1 408/)
  })

  test.each([
    ['a call', '/rpc/x', { callBodyMs: 300 }],
    ['an upload', '/upload?spec=a', { bodyStallMs: 300, leastBodyBytes: 1000 }],
  ])('who send %s in drops are dropped, although each drop comes in time', async (_, path, limits) => {
    const { origin, cookie } = await openTestHost({ handle: async (request) => new Response(await request.text()) }, limits)
    const { dripped, dropped } = drip(origin, `POST ${path} HTTP/1.1`, cookie)
    await dropped
    expect(dripped()).toBeLessThan(100)
  })

  test('who go on sending what was refused are dropped', async () => {
    const { origin } = await openTestHost({}, { lingerMs: 300 })
    for (const line of ['POST /upload HTTP/1.1', 'GET / HTTP/1.1']) {
      const { answer, dropped } = drip(origin, line, '')
      await dropped
      expect(answer()).toMatch(/^HTTP\/1\.1 401/)
    }
  })

  test('cannot take all connections', async () => {
    const { origin, host, signedIn } = await openTestHost({}, { maxConnections: 3 })
    const port = Number(new URL(origin).port)
    const sockets = Array.from({ length: 20 }, () => connect({ host: '127.0.0.1', port }).on('error', () => undefined))
    await expect.poll(() => sockets.filter(({ closed }) => closed).length).toBeGreaterThanOrEqual(17)
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(() =>
        fetch(host.origin, signedIn).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
  })

  test('whose upload stands still are dropped', async () => {
    const { origin, signedIn } = await openTestHost({ handle: async (request) => new Response(await request.text()) }, { bodyStallMs: 200 })
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(Buffer.from('a')) })
    await expect(fetch(`${origin}/upload`, { ...signedIn, method: 'POST', body, duplex: 'half' })).rejects.toThrow('fetch failed')
  })

  test('are not blamed when it is the store that takes its time', async () => {
    const { origin, signedIn } = await openTestHost(
      {
        async handle(request) {
          await new Promise((resolve) => setTimeout(resolve, 1200))
          return Response.json({ received: (await request.arrayBuffer()).byteLength })
        },
      },
      { bodyStallMs: 500 },
    )
    const body = Buffer.alloc(32 * 1024 * 1024)
    const answer = await fetch(`${origin}/upload`, { ...signedIn, method: 'POST', body })
    expect(await answer.json()).toEqual({ received: body.length })
  })
})

test('a taken port is named', async () => {
  const { origin } = await openTestHost()
  const { port } = new URL(origin)
  await expect(openTestHost({}, { port: Number(port) })).rejects.toThrow(`port ${port} cannot be used`)
})

test('closing ends open streams too', async () => {
  const { host, origin, signedIn } = await openTestHost({
    handle: () => new Response(new ReadableStream({ start: (c) => c.enqueue(Buffer.from('a')) })),
  })
  const answer = await fetch(origin, signedIn)
  const rest = answer.text().catch((error: unknown) => error)
  await host.close()
  expect(await rest).toBeInstanceOf(TypeError)
})

/** Sends a head that promises much, then one byte at a time, until the host has enough of it. */
function drip(origin: string, requestLine: string, cookie: string) {
  const { host, port } = new URL(origin)
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  socket.write(`${requestLine}\r\nHost: ${host}\r\nCookie: ${cookie}\r\nContent-Length: 100000\r\n\r\n`)
  let sent = 0
  let heard = ''
  const timer = setInterval(() => socket.write('a', () => sent++), 40)
  socket.on('data', (chunk) => (heard += String(chunk)))
  socket.on('error', () => undefined)
  const dropped = new Promise<void>((resolve) => {
    socket.on('close', () => {
      clearInterval(timer)
      resolve()
    })
  })
  return { dripped: () => sent, answer: () => heard, dropped }
}

/** The value once it stands still. */
async function settle(read: () => number): Promise<number> {
  for (let last = -1; ;) {
    await new Promise((resolve) => setTimeout(resolve, 150))
    if (read() === last) return last
    last = read()
  }
}
