import { parseArgs } from 'node:util'
import { VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
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
  /** Serves although the store is served already. */
  isNew: boolean
}

/** Whatever is served can delete artifacts, so it is never offered to a network. */
const onlyHost = '127.0.0.1'

/** @throws request.invalid with a reason that names the argument */
export function parseServeArguments(words: readonly string[]): ServeArguments {
  const { store, config, port, host = onlyHost, open = 'app', new: isNew = false } = readOptions(words)
  const way = openWays.find((known) => known === open)
  if (way === undefined) throw wrong(`--open takes ${openWays.join(', ')}, not "${open}"`)
  if (host !== onlyHost) throw wrong(`--host takes ${onlyHost} alone; an SSH tunnel reaches it from elsewhere`)
  return {
    open: way,
    isNew,
    ...(store === undefined ? {} : { store }),
    ...(config === undefined ? {} : { config }),
    ...(port === undefined ? {} : { port: parsePort(port) }),
  }
}

function readOptions(words: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { store: text, config: text, port: text, host: text, open: text, new: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...words], options }).values
  } catch (error) {
    throw wrong(messageOf(error), error)
  }
}

function parsePort(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw wrong(`--port takes a number up to 65535, not "${value}"`)
  return Number(value)
}

function wrong(reason: string, cause?: unknown): VitrineError {
  return new VitrineError('request.invalid', { reason }, { cause })
}
