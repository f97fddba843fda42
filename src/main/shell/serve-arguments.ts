import { parseArgs } from 'node:util'
import { VitrineError } from '../../shared/errors.ts'
import { openWays, type OpenWay } from './browser-window.ts'

export interface ServeOptions {
  /** Folder or URI of the store; without it the configuration decides. */
  store?: string
  config?: string
  /** Without it, or with 0, any free one. */
  port?: number
}

export interface ServeArguments extends ServeOptions {
  open: OpenWay
}

/** @throws request.invalid with a reason that names the argument */
export function parseServeArguments(words: readonly string[]): ServeArguments {
  const { store, config, port, open = 'app' } = readOptions(words)
  const way = openWays.find((known) => known === open)
  if (way === undefined) throw wrong(`--open takes ${openWays.join(', ')}, not "${open}"`)
  return {
    open: way,
    ...(store === undefined ? {} : { store }),
    ...(config === undefined ? {} : { config }),
    ...(port === undefined ? {} : { port: parsePort(port) }),
  }
}

function readOptions(words: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...words], options: { store: text, config: text, port: text, open: text } }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error), error)
  }
}

/** @throws request.invalid */
export function parsePort(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw wrong(`--port takes a number up to 65535, not "${value}"`)
  return Number(value)
}

function wrong(reason: string, cause?: unknown): VitrineError {
  return new VitrineError('request.invalid', { reason }, { cause })
}
