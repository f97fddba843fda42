// Pictures of every place for people to look at.
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { root } from '../tools/run-command.ts'
import { expect, test } from './fixtures.ts'
import { places } from './places.ts'

function picture(window: Page, name: string): Promise<Buffer> {
  return window.screenshot({ path: join(root, 'docs', 'screenshots', `${name}.png`), animations: 'disabled', caret: 'hide' })
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 1024, 800]) {
    const look = `${width}-${colorScheme}`
    test.describe(look, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test.describe('in the sample store', () => {
        test.use({ contents: 'sample' })

        // One visit to all of them: the app is started once for each look.
        test(`every place ${look}`, async ({ app, window }) => {
          test.setTimeout(300_000)
          for (const { name, path, isShown, isPainted } of places) {
            await test.step(name, async () => {
              await window.goto(app.origin + path)
              await isShown(window)
              await isPainted?.(window)
              await picture(window, `${name}-${look}`)
            })
          }
        })
      })

      test(`empty ${look}`, async ({ window }) => {
        await expect(window.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
        await picture(window, `empty-${look}`)
        await window.getByRole('button', { name: 'Upload files' }).click()
        await expect(window.getByRole('dialog')).toBeVisible()
        await picture(window, `upload-${look}`)
      })
    })
  }
}
