// What pages of other origins can do to the window that a browser on this machine is signed in to: nothing. Real pages in a real browser.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type Page } from '@playwright/test'
import { put } from './command-line.ts'
import { expect, test as base } from './fixtures.ts'

/** A page on another port of 127.0.0.1: the same site, so the browser sends it the session's cookie. */
const test = base.extend<{ hostileOrigin: string; hostile: Page }>({
  hostileOrigin: async ({}, use) => {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>hostile</title>'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    server.closeAllConnections()
    server.close()
  },
  hostile: async ({ window, hostileOrigin }, use) => {
    const page = await window.context().newPage()
    await page.goto(hostileOrigin)
    await use(page)
  },
})

test('cannot read an artifact or call, with or without CORS', async ({ app, home, hostile }) => {
  const uri = await put(home, { spec: 's', task: '1', type: 'log', name: 'log' }, 'secret\n')
  const seen = await hostile.evaluate(
    async ([artifact, call]) => {
      const outcome = (asked: Promise<Response>) =>
        asked.then(
          async (answer) => `${answer.type} ${answer.status} ${await answer.text()}`,
          (error: unknown) => (error instanceof Error ? error.name : 'error'),
        )
      const post = { method: 'POST', body: '{}', credentials: 'include' } as const
      return Promise.all([
        outcome(fetch(artifact, { credentials: 'include' })),
        outcome(fetch(artifact, { credentials: 'include', mode: 'no-cors' })),
        outcome(fetch(call, post)),
        outcome(fetch(call, { ...post, mode: 'no-cors' })),
        outcome(fetch(call, { ...post, headers: { 'content-type': 'application/json' } })),
      ])
    },
    [`${app.origin}/artifact?${new URLSearchParams({ uri })}`, `${app.origin}/rpc/store/info`] as const,
  )
  // Cross-origin-resource-policy keeps even the opaque answers out.
  expect(seen).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError'])
})

test('cannot delete or upload by a form', async ({ app, hostile, hostileOrigin, window }) => {
  for (const path of ['/upload?spec=evil&task=1&name=a', '/rpc/store/loadSample']) {
    const page = await hostile.context().newPage()
    await page.goto(hostileOrigin)
    const answered = page.waitForResponse((response) => response.url().startsWith(app.origin))
    await page.evaluate((address) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'POST', action: address, enctype: 'text/plain' })
      document.body.append(form)
      form.submit()
    }, app.origin + path)
    expect((await answered).status(), path).toBe(403)
    await expect(page.getByText('Another page asked for this.')).toBeVisible()
    await page.close()
  }
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
})

test('cannot frame the window, nor use its files as script, style or picture', async ({ app, hostile }) => {
  const failed = await hostile.evaluate(async (origin) => {
    const load = (tag: 'script' | 'img' | 'link' | 'iframe', attributes: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        element.addEventListener('error', () => resolve('refused'))
        element.addEventListener('load', () => {
          // A frame that was refused loads an error page, whose document nobody can read.
          const isBlank = element instanceof HTMLIFrameElement && element.contentDocument === null
          resolve(isBlank ? 'refused' : 'loaded')
        })
        document.body.append(element)
      })
    return Promise.all([
      load('iframe', { src: `${origin}/` }),
      load('script', { src: `${origin}/assets/index.js` }),
      load('img', { src: `${origin}/assets/icon.svg` }),
      load('link', { rel: 'stylesheet', href: `${origin}/assets/index.css` }),
    ])
  }, app.origin)
  expect(failed).toEqual(['refused', 'refused', 'refused', 'refused'])
  expect(hostile.frames().filter((frame) => frame.url().startsWith(app.origin))).toHaveLength(0)
})

test('cannot hold the window that it opens, nor lead it to an address of its choice', async ({ app, hostile, window }) => {
  const opened = hostile.waitForEvent('popup')
  await hostile.evaluate((address) => {
    const other = open(address)
    Object.assign(globalThis, { other })
  }, `${app.origin}/storage`)
  const popup = await opened
  await popup.waitForLoadState()
  await expect(popup.getByText('Another page led here.')).toBeVisible()
  // The page that opened it hears of that a moment later.
  await expect.poll(() => hostile.evaluate(() => (Reflect.get(globalThis, 'other') as { closed: boolean }).closed)).toBe(true)
  await expect(window).toHaveURL(`${app.origin}/`)
})

test('cannot reach the host by a name of its own', async ({ app, browser }) => {
  // DNS rebinding: the name of a hostile page leads to 127.0.0.1 all of a sudden.
  const { port } = new URL(app.origin)
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  for (const name of [`localhost:${port}`, `rebound.localhost:${port}`]) {
    const answer = await page.goto(`http://${name}/`)
    expect(answer?.status(), name).toBe(421)
  }
  await stranger.close()
})

test('gets no session by signing the browser in with a link of its own', async ({ app, hostile, window }) => {
  // A page that knew a link could sign somebody in; it can only be opened by hand, or by Vitrine.
  const link = app.launchUrl.replace(/token=.*/, 'token=guessed')
  const opened = hostile.waitForEvent('popup')
  await hostile.evaluate((address) => void open(address), link)
  await expect((await opened).getByText('Another page led here.')).toBeVisible()
  await expect(window).toHaveURL(`${app.origin}/`)
})
