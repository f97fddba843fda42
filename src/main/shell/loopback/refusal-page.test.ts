import { expect, test } from 'vitest'
import { openTestHost, sendRaw } from './loopback-fixture.ts'

const html = { accept: 'text/html,*/*;q=0.8' }

test.each([
  ['en', { 'accept-language': 'en-GB,ja;q=0.5' }, 'This window is not signed in.'],
  ['ja', { 'accept-language': 'ja-JP,ja;q=0.9,en;q=0.8' }, 'このウィンドウはサインインしていません。'],
  ['ja', { 'accept-language': 'en;q=0.3, ja' }, 'このウィンドウはサインインしていません。'],
  ['en', { 'accept-language': 'fr, ja;q=0' }, 'This window is not signed in.'],
  ['ja', { 'accept-language': 'en', cookie: 'a=b; vitrine-language=ja' }, 'このウィンドウはサインインしていません。'],
  ['en', { 'accept-language': 'ja', cookie: 'vitrine-language=en' }, 'This window is not signed in.'],
  ['en', { cookie: 'vitrine-language="><script>' }, 'This window is not signed in.'],
])('a refusal is said in %s to a browser of %j', async (language, headers, what) => {
  const { origin } = await openTestHost()
  const { status, body } = await sendRaw(origin, { headers: { ...html, ...headers } })
  expect(status).toBe(401)
  expect(body).toContain(`<html lang="${language}">`)
  expect(body).toContain(`<h1>${what}</h1>`)
})

test('what a refusal names is said in Japanese too, and cannot be markup', async () => {
  const { host, origin } = await openTestHost()
  const path = new URL(host.createLaunchUrl()).pathname
  const used = await sendRaw(origin, { path: `${path}?token=none`, headers: { ...html, 'accept-language': 'ja' } })
  expect(used.body).toContain('このリンクはすでに使われました。')
  const elsewhere = await sendRaw(origin, { headers: { ...html, 'accept-language': 'ja', host: 'example.org' } })
  expect(elsewhere.body).toContain(`${origin}/ をこのままの形で、同じポートで開いてください。`)
  const method = await sendRaw(origin, { method: 'PUT', headers: { ...html, 'accept-language': 'ja' } })
  expect(method.body).toContain('PUT はここで使うメソッドではありません。')
})

test('a program is told in English, whatever its language', async () => {
  const { origin } = await openTestHost()
  const { body } = await sendRaw(origin, { headers: { 'accept-language': 'ja' } })
  expect(body).toMatch(/^This window is not signed in\. Open the link/)
})
