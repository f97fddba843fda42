// Serving from a terminal: says where, opens a window, ends with Ctrl-C.
import { createInterface } from 'node:readline'
import { openFirst, planOpeners } from './browser-window.ts'
import { type ServeArguments } from './serve-arguments.ts'
import { findOrServe, findServed, type ServedApp, serveApp } from './serve-app.ts'

/**
 * Returns when a signal ended it and everything is closed; at once when the store is served already, after a link of that. Errors of the
 * start are thrown as `serveApp` throws them.
 */
export async function serveUntilSignal({ open, isNew, ...options }: ServeArguments, say: (line: string) => void): Promise<void> {
  const signal = nextSignal()
  const start = isNew ? { served: await serveApp(options) } : await findOrServe(options)
  if ('before' in start) {
    say(`Vitrine shows ${start.before.storeUri} already (--new starts another)`)
    say(`Open ${start.before.launchUrl}`)
    // The window gets a link of its own: the printed one stays good.
    const { launchUrl } = (open === 'none' ? undefined : await findServed(options)) ?? start.before
    const opener = await openFirst(planOpeners(open, launchUrl, process.platform, process.env))
    if (opener !== undefined) say(`Opened in ${opener}.`)
    return
  }
  const { served } = start
  say(`Vitrine shows ${served.storeUri}`)
  say(`Open ${served.launchUrl}`)
  say(`The link works once.${process.stdin.isTTY ? ' Enter prints another,' : ''} Ctrl-C ends Vitrine.`)
  const stopPrinting = printLinksOnEnter(served, say)
  try {
    const opening = served.open()
    // The window gets a link of its own: the printed one stays good.
    const opener = await openFirst(planOpeners(open, served.createLaunchUrl(), process.platform, process.env))
    if (opener !== undefined) say(`Opened in ${opener}.`)
    await Promise.race([signal, opening.then(() => signal)])
  } finally {
    stopPrinting()
    await served.close()
  }
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve())
  })
}

function printLinksOnEnter(served: ServedApp, say: (line: string) => void): () => void {
  if (!process.stdin.isTTY) return () => undefined
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => say(`Open ${served.createLaunchUrl()}`))
  return () => lines.close()
}
