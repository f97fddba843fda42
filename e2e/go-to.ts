// Going to a place of the window that is open.
import { type Page } from '@playwright/test'

/** As a link does: another load of the page takes five times as long, and shows the same. */
export async function goTo(window: Page, path: string): Promise<void> {
  await window.evaluate((target) => {
    history.pushState(null, '', target)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}
