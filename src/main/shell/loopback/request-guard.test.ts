import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { openTestHost, sendBytes, sendRaw } from './loopback-fixture.ts'

describe('who is listened to', () => {
  test('listens on 127.0.0.1 and on no other address of the machine', async () => {
    const { host } = await openTestHost()
    const { hostname, port } = new URL(host.origin)
    expect(hostname).toBe('127.0.0.1')
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
    for (const { address } of others) {
      const refused = await new Promise((resolve) => {
        const socket = connect({ host: address, port: Number(port) }, () => resolve(false)).on('error', () => resolve(true))
        socket.on('connect', () => socket.destroy())
      })
      expect(refused, address).toBe(true)
    }
  })

  test.each(['evil.test', 'localhost:PORT', '127.0.0.1', '127.0.0.1:1', '[::1]:PORT', '127.0.0.1:PORT.evil.test'])(
    'answers 421 to Host %s, even with the session',
    async (name) => {
      const { origin, cookie, asked } = await openTestHost()
      const answer = await sendRaw(origin, { headers: { host: name.replace('PORT', new URL(origin).port), cookie } })
      expect(answer.status).toBe(421)
      expect(asked).toEqual([])
    },
  )

  test('answers 421 to two Hosts, whichever comes first', async () => {
    const { origin, cookie, asked } = await openTestHost()
    const own = new URL(origin).host
    for (const [first, second] of [
      [own, 'evil.test'],
      ['evil.test', own],
      [own, own],
    ]) {
      const head = `GET / HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
      expect(await sendBytes(origin, head)).toMatch(/^HTTP\/1\.1 421/)
    }
    expect(asked).toEqual([])
  })

  test.each([
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', 400],
    ['a length and chunks', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['an encoding that hides chunks', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', 400],
    ['a folded head', 'X: a\r\n b\r\n\r\n', 400],
    ['a bare line feed', 'X: a\nContent-Length: 3\r\n\r\nabc', 400],
    ['an endless head', `X: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a negative length', 'Content-Length: -1\r\n\r\n', 400],
  ])('lets nobody smuggle a request in %s', async (_, rest, status) => {
    const { origin, asked } = await openTestHost()
    const answer = await sendBytes(origin, `POST /upload HTTP/1.1\r\nHost: smuggler\r\nConnection: close\r\n${rest}`)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`))
    expect(asked).toEqual([])
  })

  test('is no proxy, and opens no other protocol', async () => {
    const { origin, cookie, asked } = await openTestHost()
    const { host } = new URL(origin)
    expect(await sendBytes(origin, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 200/)
    const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade, close'
    const socket = sendBytes(
      origin,
      `GET / HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.test\r\n${upgrade}\r\nCookie: ${cookie}\r\n\r\n`,
    )
    expect(await socket).toMatch(/^HTTP\/1\.1 403/)
    expect(asked).toEqual([])
  })

  test.each(['http://evil.test', 'null', 'https://127.0.0.1:PORT', 'http://localhost:PORT', 'http://127.0.0.1:1'])(
    'answers 403 to Origin %s',
    async (name) => {
      const { origin, cookie, asked } = await openTestHost()
      const answer = await sendRaw(origin, {
        method: 'POST',
        path: '/rpc',
        headers: { origin: name.replace('PORT', new URL(origin).port), cookie },
      })
      expect(answer.status).toBe(403)
      expect(asked).toEqual([])
    },
  )

  test.each(['cross-site', 'same-site'])('answers 403 when the browser says the request is %s', async (site) => {
    const { origin, cookie, asked, host } = await openTestHost()
    const headers = { cookie, 'sec-fetch-site': site }
    expect((await sendRaw(origin, { headers })).status).toBe(403)
    const link = new URL(host.createLaunchUrl())
    expect((await sendRaw(origin, { headers, path: `${link.pathname}${link.search}` })).status).toBe(403)
    expect(asked).toEqual([])
  })

  test('answers its own pages', async () => {
    const { origin, cookie, asked } = await openTestHost()
    const answer = await sendRaw(origin, { path: '/task/1?a=b', headers: { cookie, origin, 'sec-fetch-site': 'same-origin' } })
    expect(answer).toMatchObject({ status: 200, body: 'ok' })
    expect(asked).toEqual(['handle GET /task/1?a=b'])
  })

  test.each(['PUT', 'DELETE', 'OPTIONS', 'TRACE'])('answers 405 to %s', async (method) => {
    const { origin, cookie, asked } = await openTestHost()
    expect((await sendRaw(origin, { method, headers: { cookie } })).status).toBe(405)
    expect(asked).toEqual([])
  })

  test.each(['http://evil.test/', '*', '@evil.test/'])('answers 400 to the request target %s', async (path) => {
    const { origin, cookie, asked } = await openTestHost()
    expect((await sendRaw(origin, { path, headers: { cookie } })).status).toBe(400)
    expect(asked).toEqual([])
  })

  test.each(['script', 'style', 'worker', 'serviceworker', 'iframe', 'object', 'embed'])(
    'never gives an artifact to be used as %s',
    async (use) => {
      const { origin, cookie, asked } = await openTestHost()
      expect((await sendRaw(origin, { path: '/artifact?uri=x', headers: { cookie, 'sec-fetch-dest': use } })).status).toBe(403)
      expect(asked).toEqual([])
    },
  )
})

describe('paths', () => {
  test.each(['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/a/..%2f..%2fetc/passwd', '/..%5c..%5cetc', '//etc/passwd', '/\0'])(
    'no segment of %j reaches the app as a step upward',
    async (path) => {
      const seen: string[] = []
      const { origin, cookie } = await openTestHost({ handle: (request) => (seen.push(new URL(request.url).pathname), new Response('ok')) })
      await sendRaw(origin, { path: encodeURI(path).replaceAll('%25', '%'), headers: { cookie } })
      for (const pathname of seen) expect(pathname.split('/')).not.toContain('..')
      expect(seen).toHaveLength(1)
    },
  )
})
