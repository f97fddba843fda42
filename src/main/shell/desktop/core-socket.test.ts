// Main's side and the core's side of their socket, together.
import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCoreAddress, fetchFromCore } from './core-fetch.ts'
import { type CoreAddress } from './core-messages.ts'
import { type CoreSocket, openCoreSocket } from './core-socket.ts'

let address: CoreAddress
let socket: CoreSocket | undefined
let handle: (request: Request) => Response | Promise<Response>
beforeEach(async () => {
  address = await createCoreAddress('linux')
  socket = await openCoreSocket(address, async (request) => handle(request))
})
afterEach(async () => {
  await socket?.close()
  await rm(dirname(address.socketPath), { recursive: true })
})
const ask = (path: string, init: RequestInit = {}) => fetchFromCore(address, new Request(`app://bundle${path}`, init))

test('a request arrives as it was made, and its answer comes back as it was given', async () => {
  handle = async (request) => {
    const { pathname, search } = new URL(request.url)
    const told = [request.method, pathname + search, request.headers.get('range'), await request.text()]
    return new Response(JSON.stringify(told), { status: 206, headers: { etag: '"a"', 'content-range': 'bytes 0-1/9' } })
  }
  const answer = await ask('/upload?name=a%20b', { method: 'POST', body: 'bytes', headers: { range: 'bytes=0-1' } })
  expect([answer.status, answer.headers.get('etag'), answer.headers.get('content-range')]).toEqual([206, '"a"', 'bytes 0-1/9'])
  expect(await answer.json()).toEqual(['POST', '/upload?name=a%20b', 'bytes=0-1', 'bytes'])
})

test.each([204, 304])('an answer of %i has no body', async (status) => {
  handle = () => new Response(null, { status })
  const answer = await ask('/')
  expect([answer.status, await answer.text()]).toEqual([status, ''])
})

test('the answer to HEAD keeps its length and has no body', async () => {
  handle = () => new Response('hello', { headers: { 'content-length': '5' } })
  const answer = await ask('/', { method: 'HEAD' })
  expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['5', ''])
})

test('bytes that nobody reads any more are no longer made', async () => {
  let isCancelled = false
  handle = () =>
    new Response(
      new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)), cancel: () => void (isCancelled = true) }),
    )
  const answer = await ask('/')
  const reader = answer.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  await expect.poll(() => isCancelled).toBe(true)
})

test('whoever does not know the secret is told nothing, although the socket lies in a folder that others cannot enter', async () => {
  let asked = 0
  handle = () => (asked++, new Response('hello'))
  const answer = await fetchFromCore({ ...address, secret: `${address.secret}x` }, new Request('app://bundle/'))
  expect([answer.status, asked]).toEqual([401, 0])
  expect((await stat(dirname(address.socketPath))).mode & 0o777).toBe(0o700)
})

test('a failure says why; a core that is gone is an error', async () => {
  handle = () => Promise.reject(new Error('the catalog is gone'))
  const answer = await ask('/')
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('the catalog is gone')])
  await socket?.close()
  socket = undefined
  await expect(ask('/')).rejects.toThrow(/ENOENT|ECONN|EPIPE|socket hang up/)
})

test('on Windows it is a pipe of a name that nobody can guess', async () => {
  expect((await createCoreAddress('win32')).socketPath).toMatch(/^\\\\\.\\pipe\\vitrine-[0-9a-f]{32}$/)
})
