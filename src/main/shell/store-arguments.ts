import { parseArgs } from 'node:util'

/** `--store` and `--config` among whatever else Electron and Chromium were started with. */
export function readStoreArguments(words: readonly string[]): { store?: string; config?: string } {
  const text = { type: 'string' } as const
  const { store, config } = parseArgs({ args: [...words], options: { store: text, config: text }, strict: false }).values
  return { ...(typeof store === 'string' ? { store } : {}), ...(typeof config === 'string' ? { config } : {}) }
}
