// The one door to main: calls of the contract over whichever transport the shell offers.
import { parseFailure } from '../../shared/error-json.ts'
import { t } from '../../shared/language/translate.ts'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { type ContractRouterClient } from '@orpc/contract'
import { rpcPath } from '../../shared/address.ts'
import { type contract } from '../../shared/contract.ts'
import { VitrineError } from '../../shared/errors.ts'
import { connectMessage, type Shell } from '../../shared/shell.ts'
import { normalizeFailure } from './failure.ts'
import { takeFirstAnswer } from './first-answers.ts'

export type Client = ContractRouterClient<typeof contract>

declare global {
  interface Window {
    readonly shell?: Shell
  }
}

function toFailure(error: unknown, signal: AbortSignal | undefined): Error {
  if (!(error instanceof ORPCError) || signal?.aborted === true) return normalizeFailure(error, signal)
  if (error.code === 'BAD_REQUEST') return new VitrineError('request.invalid', { reason: error.message })
  if (error.code === 'UNAUTHORIZED')
    return new VitrineError('internal', { reason: t('this window is no longer signed in; open its link again') })
  return parseFailure(error.code, error.data, error.message)
}

function isStream(output: unknown): output is AsyncIterableIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output
}

/** A stream fails after its call succeeded, so each step needs the same care as the call. */
function normalizeStream(stream: AsyncIterableIterator<unknown>, signal: AbortSignal | undefined): AsyncIterableIterator<unknown> {
  const normalized: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => normalized,
    next: () =>
      stream.next().catch((error: unknown) => {
        throw toFailure(error, signal)
      }),
    return: async (value?: unknown) => (await stream.return?.(value)) ?? { done: true, value },
  }
  return normalized
}

async function normalize({ next, signal }: { next: () => Promise<unknown>; signal?: AbortSignal | undefined }): Promise<unknown> {
  try {
    const output = await next()
    return isStream(output) ? normalizeStream(output, signal) : output
  } catch (error) {
    throw toFailure(error, signal)
  }
}

function openPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  // The preload script takes the port from this message and hands it to main; '/' is our own origin only.
  window.postMessage(connectMessage, '/', [port2])
  port1.start()
  return port1
}

/** A client for the shell this page runs in: a message port in Electron, fetch on loopback. */
export function createClient(): Client {
  const interceptors = [normalize]
  return createORPCClient(
    window.shell === undefined
      ? new FetchLink({
          url: `${location.origin}${rpcPath}`,
          interceptors,
          fetch: (request, init, _options, path) => takeFirstAnswer(path) ?? fetch(request, init),
        })
      : new PortLink({ port: openPort(), interceptors }),
  )
}
