import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { pagesAlone } from '../../tools/chromium.ts'

/** One Chromium for all windows of the app; a test looks at it through its debugging port. */
export async function launchChromium(): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH']
  const directory = mkdtempSync(join(process.env['HOME'] ?? tmpdir(), 'chromium-'))
  const context = await chromium.launchPersistentContext(directory, {
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: ['--remote-debugging-port=0', ...pagesAlone],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const [port = ''] = (await readFile(join(directory, 'DevToolsActivePort'), 'utf8')).split('\n')
  process.send?.({ is: 'chromium', port: Number(port) })
  return context
}
