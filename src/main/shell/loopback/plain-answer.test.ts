import { expect, test } from 'vitest'
import { VitrineError } from '../../../shared/errors.ts'
import { openTestHost, sendRaw } from './loopback-fixture.ts'
import { type WindowFile } from './plain-answer.ts'

const script: WindowFile = {
  status: 200,
  headers: { 'content-type': 'text/javascript', 'cache-control': 'max-age=60' },
  content: Buffer.from('script'),
}

async function open(read: (pathname: string) => WindowFile) {
  const wanted: string[] = []
  const readWindowFile = async (pathname: string) => {
    wanted.push(pathname)
    return read(pathname)
  }
  return { ...(await openTestHost({ readWindowFile })), wanted }
}

test('a file of the window goes out whole, with its own headers and those that keep it harmless', async () => {
  const { origin, signedIn, wanted, asked } = await open(() => script)
  const answer = await fetch(`${origin}/assets/a.js?x`, signedIn)
  expect([answer.status, await answer.text()]).toEqual([200, 'script'])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...script.headers,
    'content-length': '6',
    'content-security-policy': expect.stringContaining("script-src 'self'"),
    'x-content-type-options': 'nosniff',
  })
  expect([wanted, asked]).toEqual([['/assets/a.js'], []])
})

test('the way in keeps no copy of itself, and works once', async () => {
  const { host } = await open(() => script)
  const link = host.createLaunchUrl()
  const first = await fetch(link, { redirect: 'manual' })
  expect([first.status, first.headers.get('location'), first.headers.get('cache-control')]).toEqual([303, '/', 'no-store'])
  expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict')
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(401)
})

test('who did not come in by a link, comes from another page or names another host gets no file', async () => {
  const { origin, cookie, wanted } = await open(() => script)
  expect((await fetch(`${origin}/assets/a.js`)).status).toBe(401)
  expect((await sendRaw(origin, { headers: { cookie, origin: 'http://elsewhere' } })).status).toBe(403)
  expect((await sendRaw(origin, { headers: { cookie, host: 'elsewhere' } })).status).toBe(421)
  expect(wanted).toEqual([])
})

test('bytes, calls, heads and what cannot be read are answered the other way', async () => {
  const { origin, signedIn, asked, wanted } = await open(() => {
    throw new VitrineError('request.invalid', { reason: 'outside' })
  })
  await fetch(`${origin}/artifact?uri=x`, signedIn)
  await fetch(`${origin}/rpc/store/info`, { ...signedIn, method: 'POST' })
  await fetch(`${origin}/`, { ...signedIn, method: 'HEAD' })
  await fetch(`${origin}/`, signedIn)
  expect(asked).toEqual(['handle GET /artifact?uri=x', 'rpc POST /rpc/store/info', 'handle HEAD /', 'handle GET /'])
  expect(wanted).toEqual(['/'])
})
