import { expect, test } from 'vitest'
import { answerAppRequest, isAppUrl } from './app-requests.ts'

async function ask(address: string, options: RequestInit & { initiatorOrigin?: string } = {}) {
  const asked: string[] = []
  const { initiatorOrigin, ...init } = options
  const request = Object.assign(new Request(address, init), initiatorOrigin === undefined ? {} : { initiatorOrigin })
  const response = await answerAppRequest(request, {
    handle: async ({ method, url }) => {
      asked.push(`${method} ${url}`)
      return new Response('ok')
    },
    sendHanded: async (pathname) => {
      asked.push(`handed ${pathname}`)
      return new Response('ok')
    },
  })
  return { status: response.status, headers: response.headers, asked }
}

test('answers the window, with the headers of the loopback host', async () => {
  const { status, headers, asked } = await ask('app://bundle/task/a?b=c', { initiatorOrigin: 'app://bundle' })
  expect([status, asked]).toEqual([200, ['GET app://bundle/task/a?b=c']])
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('opens an artifact in a sandbox', async () => {
  const { headers } = await ask('app://bundle/artifact?uri=x')
  expect(headers.get('content-security-policy')).toMatch(/; sandbox$/)
})

test('takes uploads and nothing else by POST', async () => {
  expect(await ask('app://bundle/upload?spec=a', { method: 'POST', body: 'x' })).toMatchObject({ status: 200 })
  expect(await ask('app://bundle/upload?spec=a')).toMatchObject({ status: 405, asked: [] })
  for (const path of ['/', '/rpc', '/rpc/store/info', '/artifact', '/upload/x']) {
    expect(await ask(`app://bundle${path}`, { method: 'POST', body: 'x' }), path).toMatchObject({ status: 405, asked: [] })
  }
  expect(await ask('app://bundle/', { method: 'DELETE' })).toMatchObject({ status: 405, asked: [] })
})

test.each(['https://evil.test', 'null', 'app://other'])('refuses what %s caused', async (initiatorOrigin) => {
  expect(await ask('app://bundle/artifact?uri=x', { initiatorOrigin })).toMatchObject({ status: 403, asked: [] })
})

test.each(['app://other/', 'app://bundle.evil.test/', 'app://bundle:1/'])('does not know %s', async (address) => {
  expect(await ask(address)).toMatchObject({ status: 404, asked: [] })
})

test('gives files of the disk by itself, and to nobody else', async () => {
  expect(await ask('app://bundle/handed/abc')).toMatchObject({ status: 200, asked: ['handed /handed/abc'] })
  expect(await ask('app://bundle/handed/abc', { initiatorOrigin: 'https://evil.test' })).toMatchObject({ status: 403, asked: [] })
})

test('tells its own addresses from all others', () => {
  expect(isAppUrl('app://bundle/task/1')).toBe(true)
  for (const address of [
    'app://evil/',
    'https://bundle/',
    'app:bundle',
    'file:///etc/passwd',
    'about:blank',
    '',
    'app://user@bundle.evil/',
  ]) {
    expect(isAppUrl(address), address).toBe(false)
  }
})
