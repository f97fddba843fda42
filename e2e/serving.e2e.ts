// Starting and ending the app from a terminal, and who gets in.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { serve, serveAgain } from './served-app.ts'

test('the link opens the window once; a second browser is told what to do', async ({ app, page, browser }) => {
  await page.goto(app.launchUrl)
  await expect(page).toHaveURL(`${app.origin}/`)
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  for (const address of [app.launchUrl, app.origin]) {
    const answer = await other.goto(address)
    expect(answer?.status()).toBe(401)
    await expect(other.getByText('Open the link that Vitrine printed')).toBeVisible()
  }
  await stranger.close()
})

test('a further window of the same browser needs no link', async ({ window, openWindow }) => {
  await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  const second = await openWindow('/')
  await expect(second.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
})

test('no path leads out of the folder of the built window', async ({ app, window }) => {
  const secrets = /"devDependencies"|root:.*:0:0|createServer/
  const paths = ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/assets/..%5c..%5cpackage.json']
  for (const path of [...paths, '/assets/%2fetc%2fpasswd', '/assets/../../main/serve.js', '/assets/..%2f..%2fmain/serve.js']) {
    const answer = await window.request.get(app.origin + path)
    expect(await answer.text(), path).not.toMatch(secrets)
  }
})

test.describe(() => {
  // The window is left without an answer, and its console says so.
  test.use({ expectedComplaint: /^error: Failed to load resource: net::ERR_/ })

  test('the app ends although a window is open', async ({ app, window }) => {
    await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
    expect(await app.close()).toEqual({ code: 0, errors: '' })
  })

  test('what of the bar cannot be fetched any more takes nothing else away', async ({ app, page }) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => void errors.push(error))
    await page.route(/\/assets\/ActivityButton/, (route) => route.abort())
    const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('/assets/ActivityButton'))
    await page.goto(app.launchUrl)
    await refused
    // Drawn once more, with what became of the request.
    await page.getByRole('link', { name: 'Queue' }).first().click()
    await expect(page.getByRole('navigation', { name: 'Specs' })).toBeVisible()
    expect(errors).toEqual([])
  })
})

test.describe('a store that is served already', () => {
  test('is not served again: the second start gives a link of the first, and ends', async ({ app, home, browser }) => {
    const again = await serveAgain(home)
    expect(again).toMatchObject({ code: 0, errors: '' })
    expect(new URL(again.launchUrl).origin).toBe(app.origin)
    expect(again.launchUrl).not.toBe(app.launchUrl)
    const stranger = await browser.newContext()
    const page = await stranger.newPage()
    await page.goto(again.launchUrl)
    await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
    await stranger.close()
  })

  test('is served by another when that is wanted, or another port, or another store', async ({ app, home }) => {
    for (const { words, place } of [
      { words: ['--new'], place: home },
      { words: [], place: { ...home, store: join(home.directory, 'other') } },
    ]) {
      const other = await serve(place, { words })
      expect(other.origin).not.toBe(app.origin)
      expect(await other.close()).toEqual({ code: 0, errors: '' })
    }
    expect((await serveAgain(home)).launchUrl).toContain(app.origin)
  })

  test('is served by one of those that start at the same instant', async ({ home }) => {
    const starts = await Promise.all([serve(home), serve(home), serve(home)])
    expect(new Set(starts.map(({ origin }) => origin)).size).toBe(1)
    const serving = new Set(starts)
    for (const start of starts) void start.ended.then(() => serving.delete(start))
    await expect.poll(() => serving.size).toBe(1)
    for (const start of serving) await start.close()
    expect(await Promise.all(starts.map(({ ended }) => ended))).toEqual(starts.map(() => ({ code: 0, errors: '' })))
  })

  test('is served anew after its server was killed', async ({ home }) => {
    const killed = await serve(home)
    await killed.kill()
    const next = await serve(home)
    expect(next.origin).not.toBe('')
    expect((await serveAgain(home)).launchUrl).toContain(next.origin)
    expect(await next.close()).toEqual({ code: 0, errors: '' })
    const run = join(home.directory, '.vitrine', 'run')
    expect(await readdir(run)).toEqual([])
  })
})

test('a taken port ends the start with one line', async ({ home }) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const failure = serve(home, { words: ['--port', port] })
  await expect(failure).rejects.toThrow(`port ${port} cannot be used`)
  await expect(failure).rejects.not.toThrow(/\n\s+at /)
  other.close()
})

test('a wrong configuration names its line', async ({ home }) => {
  const config = join(home.directory, 'config.yaml')
  await writeFile(config, 'artifact_store:\n  base_path: /tmp/a\n  compression_enabled: perhaps\n')
  const failure = serve(home, { words: ['--config', config] })
  await expect(failure).rejects.toThrow('line 3')
  await expect(failure).rejects.not.toThrow(/\n\s+at /)
})
