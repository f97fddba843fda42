import { describe, expect, test } from 'vitest'
import { openTestHost } from './loopback-fixture.ts'

describe('the session', () => {
  test('a launch link leads to the window and sets a cookie that scripts and other sites cannot use', async () => {
    const { host } = await openTestHost()
    const answer = await fetch(host.createLaunchUrl(), { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    const cookie = answer.headers.get('set-cookie')
    expect(cookie).toMatch(new RegExp(`^vitrine-${new URL(host.origin).port}=[\\w-]{22}; Path=/; HttpOnly; SameSite=Strict$`))
  })

  test('a launch link carries 128 bits, differs each time, and is not the session', async () => {
    const { host, cookie } = await openTestHost()
    const tokens = [host.createLaunchUrl(), host.createLaunchUrl()].map((link) => new URL(link).searchParams.get('token') ?? '')
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(16)
      expect(cookie).not.toContain(token)
    }
  })

  test('a launch link works once, and the other links still work', async () => {
    const { host } = await openTestHost()
    const [first, second] = [host.createLaunchUrl(), host.createLaunchUrl()]
    expect((await fetch(first, { redirect: 'manual' })).status).toBe(303)
    expect((await fetch(first, { redirect: 'manual' })).status).toBe(401)
    expect((await fetch(second, { redirect: 'manual' })).status).toBe(303)
  })

  test('looking at a launch link with HEAD does not use it up', async () => {
    const { host } = await openTestHost()
    const link = host.createLaunchUrl()
    expect((await fetch(link, { method: 'HEAD', redirect: 'manual' })).status).toBe(401)
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
  })

  test.each(['/', '/artifact?uri=x', '/assets/index.js', '/launch', '/launch?token='])(
    'without the session %s answers 401',
    async (path) => {
      const { origin, asked } = await openTestHost()
      expect((await fetch(`${origin}${path}`)).status).toBe(401)
      expect(asked).toEqual([])
    },
  )

  test('without the session neither calls nor uploads are answered', async () => {
    const { origin, asked } = await openTestHost()
    for (const path of ['/rpc/store/info', '/upload?spec=a']) {
      expect((await fetch(`${origin}${path}`, { method: 'POST', body: '{}' })).status).toBe(401)
    }
    expect(asked).toEqual([])
  })

  test('without the session a browser gets a page that says which link to open', async () => {
    const { origin } = await openTestHost()
    const answer = await fetch(origin, { headers: { accept: 'text/html,*/*' } })
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await answer.text()).toContain('Open the link that Vitrine printed')
  })

  test('the session works as a bearer token too', async () => {
    const { origin, cookie } = await openTestHost()
    const secret = cookie.split('=')[1] ?? ''
    expect((await fetch(origin, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(200)
    expect((await fetch(origin, { headers: { authorization: `Bearer ${secret}x` } })).status).toBe(401)
  })

  test('the session of another Vitrine is not accepted, even beside its own cookie name', async () => {
    const [one, other] = [await openTestHost(), await openTestHost()]
    expect((await fetch(one.origin, { headers: { cookie: other.cookie } })).status).toBe(401)
    const renamed = `${one.cookie.split('=')[0]}=${other.cookie.split('=')[1]}`
    expect((await fetch(one.origin, { headers: { cookie: renamed } })).status).toBe(401)
    expect((await fetch(one.origin, { headers: { cookie: `${renamed}; a=b; ${one.cookie}` } })).status).toBe(200)
  })
})
