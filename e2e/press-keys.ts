// Keys that belong together, as `g` and `q` do.
import { type Page } from '@playwright/test'

/** As fast as hands press them: each is on its way before the one before is answered, so that a busy window does not spread them out. */
export async function pressKeys(window: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.flatMap((key) => [window.keyboard.down(key), window.keyboard.up(key)]))
}
