import { describe, expect, test } from 'vitest'
import { openTestHost } from './loopback/loopback-fixture.ts'

describe('every answer', () => {
  test.each(['/', '/artifact?uri=x', '/launch?token=wrong'])('of %s carries the security headers', async (path) => {
    const { origin, signedIn } = await openTestHost()
    const { headers } = await fetch(`${origin}${path}`, signedIn)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-eval')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('allows scripts and styles of the app alone, and none in an artifact', async () => {
    const { origin, signedIn } = await openTestHost()
    const app = (await fetch(origin, signedIn)).headers.get('content-security-policy')
    expect(app).toContain("script-src 'self'; style-src 'self'")
    expect(app).not.toContain('unsafe-inline')
    const artifact = (await fetch(`${origin}/artifact?uri=x`, signedIn)).headers.get('content-security-policy')
    expect(artifact).not.toContain('script-src')
    expect(artifact).toMatch(/; sandbox$/)
  })

  test('keeps what the app says about status, type, ranges and caching', async () => {
    const own = { 'content-type': 'text/plain', etag: '"abc"', 'content-range': 'bytes 0-1/9', 'cache-control': 'private, max-age=60' }
    const { origin, signedIn } = await openTestHost({ handle: () => new Response('ab', { status: 206, headers: own }) })
    const answer = await fetch(origin, signedIn)
    expect(answer.status).toBe(206)
    expect(Object.fromEntries(answer.headers)).toMatchObject(own)
  })

  test('to HEAD has no body, and the body that was made for it is let go', async () => {
    let cancelled = false
    const body = new ReadableStream({ cancel: () => void (cancelled = true) })
    const { origin, signedIn } = await openTestHost({ handle: () => new Response(body, { headers: { 'content-length': '5' } }) })
    const answer = await fetch(origin, { ...signedIn, method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '5', ''])
    await expect.poll(() => cancelled).toBe(true)
  })

  test('that fails says why, without a stack trace', async () => {
    const { origin, signedIn } = await openTestHost({ handle: () => Promise.reject(new Error('the catalog is gone')) })
    const answer = await fetch(origin, signedIn)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({
      error: { code: 'internal', message: 'Vitrine failed: the catalog is gone.', details: { reason: 'the catalog is gone' } },
    })
  })

  test('that breaks off after its head is cut, so that half a body is not taken for the whole', async () => {
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (controller.desiredSize === 1) controller.enqueue(Buffer.from('half'))
          else controller.error(new Error('the disk went away'))
        },
      },
      { highWaterMark: 2 },
    )
    const { origin, signedIn } = await openTestHost({ handle: () => new Response(body) })
    await expect(fetch(origin, signedIn).then((answer) => answer.text())).rejects.toThrow(/terminated|fetch failed/)
  })
})
