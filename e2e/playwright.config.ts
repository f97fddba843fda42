import { defineConfig } from '@playwright/test'
import { findChromium, pagesAlone } from '../tools/chromium.ts'

const executablePath = await findChromium()

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  // Pictures are for people; they are made only when asked for (npm run screenshots).
  testIgnore: process.env['SCREENSHOTS'] === '1' ? [] : ['screenshots.e2e.ts'],
  outputDir: '../test-results/stories',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Far beyond what a story takes: a busy machine is no failure.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
    // A trace of each story takes a fifth of the time of all; `--trace retain-on-failure` makes them.
    trace: 'off',
    launchOptions: { args: [...pagesAlone], ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
