// What every story starts with: an own home and store, the app serving it, a window that is signed in and complains about nothing.
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { makeMarkedFolder } from '../tools/marked-folder.ts'
import { type Contents, seed } from './seed.ts'
import { type Home, serve, type ServedApp, type User } from './served-app.ts'

export interface Fixtures {
  /** What lies in the store before it is opened. */
  contents: 'nothing' | Contents
  home: Home
  /** What a story does to the home before the app is started. */
  prepared: 'prepared'
  /** Who runs the app; `nobody` has no rights to what is not its own. */
  user: User
  app: ServedApp
  /** What the browser's console says because this story provokes it. */
  expectedComplaint: RegExp
  /** The browser has used the link that the app printed, without drawing a page for it. */
  signedIn: 'signed in'
  /** The window of the app, on its first page. */
  window: Page
  /** Opens a window at an address; the story has it alone, or beside `window`. */
  openWindow: (path?: string) => Promise<Page>
}

export { expect }

export const test = base.extend<Fixtures>({
  contents: ['nothing', { option: true }],

  home: async ({ contents }, use) => {
    const directory = makeMarkedFolder(tmpdir(), 'vitrine-story')
    const home = { directory, store: join(directory, 'artifacts') }
    if (contents !== 'nothing') await seed(home, contents)
    await use(home)
    await rm(directory, { recursive: true, force: true })
  },

  prepared: async ({}, use) => use('prepared'),

  user: ['self', { option: true }],

  app: async ({ home, prepared, user }, use) => {
    expect(prepared).toBe('prepared')
    const app = await serve(home, { user })
    await use(app)
    expect(await app.close(), 'the app ends well, and without a word of complaint').toEqual({ code: 0, errors: '' })
  },

  expectedComplaint: [/^nothing$/, { option: true }],

  signedIn: async ({ app, context }, use) => {
    // The page that it leads to is fetched by the window.
    const answer = await context.request.get(app.launchUrl, { maxRedirects: 0 })
    expect(answer.status()).toBe(303)
    await use('signed in')
  },

  window: async ({ app, page, signedIn, expectedComplaint }, use) => {
    expect(signedIn).toBe('signed in')
    const complaints = await listen(page)
    await page.goto(app.origin)
    await use(page)
    expect(complaints.filter((text) => !expectedComplaint.test(text))).toEqual([])
  },

  openWindow: async ({ app, context, signedIn, expectedComplaint }, use) => {
    expect(signedIn).toBe('signed in')
    const complaints: string[][] = []
    await use(async (path = '/') => {
      const page = await context.newPage()
      complaints.push(await listen(page))
      await page.goto(app.origin + path)
      return page
    })
    expect(complaints.flat().filter((text) => !expectedComplaint.test(text))).toEqual([])
  },
})

/** Everything the page's console and policies complain about from now on. */
async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`)
  })
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return complaints
}
