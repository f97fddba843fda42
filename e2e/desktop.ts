// What every story of the desktop starts with. On the stand-in for the `electron` module everywhere; on Electron where it is installed.
import { type Page } from '@playwright/test'
import { findElectron } from '../tools/electron-binary.ts'
import { type DesktopApp, listLeft, openElectron, openStandIn } from './desktop-app.ts'
import { expect, test as base } from './fixtures.ts'

const executablePath = findElectron()
const missing = "Electron's binary is not installed (npx install-electron fetches it)"

interface DesktopFixtures {
  /** Which of the two this project of stories runs on. */
  platform: 'the stand-in' | 'Electron'
  /** What the app is started with, besides its store. */
  words: readonly string[]
  desktop: DesktopApp
  /** Its first window, with the page's program at work. */
  desktopWindow: Page
}

export { expect }

export const test = base.extend<DesktopFixtures>({
  platform: ['the stand-in', { option: true }],
  words: [[], { option: true }],
  desktop: async ({ home, words, platform }, use) => {
    const desktop = platform === 'Electron' ? await openElectron(executablePath ?? '', home, { words }) : await openStandIn(home, { words })
    await use(desktop)
    expect(await desktop.close(), 'the app ends well, and without a word of complaint').toEqual({ code: 0, errors: '' })
    expect(await listLeft(home), 'nothing temporary is left').toEqual([])
  },
  desktopWindow: async ({ desktop }, use) => {
    const page = await desktop.firstWindow()
    await expect(page.getByRole('main').first()).toBeVisible()
    await use(page)
  },
})

/** Loud, because a story that was skipped proves nothing. */
export function requireElectron(): void {
  if (executablePath === undefined) {
    if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(`REQUIRE_ELECTRON is set, but ${missing}`)
    console.warn(`\n*** The Electron window is NOT tested: ${missing}. ***\n`)
  }
  test.skip(executablePath === undefined, missing)
}
