// A new window keeps a browser busy with itself for a while, which is nobody's figure.
import { type CDPSession } from '@playwright/test'

const stepMs = 100
const quietShare = 0.1
const longestMs = 3000

/** Waits until the browser's processes do next to nothing. `session` is one of the browser, not of a page. */
export async function settle(session: CDPSession): Promise<void> {
  const usedMs = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
  }
  const startedAt = performance.now()
  let before = await usedMs()
  while (performance.now() - startedAt < longestMs) {
    await new Promise((resolve) => setTimeout(resolve, stepMs))
    const now = await usedMs()
    if (now - before < stepMs * quietShare) return
    before = now
  }
}
