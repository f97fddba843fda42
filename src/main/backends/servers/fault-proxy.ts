// Stands between a client and a test server, and does to requests what networks and busy servers do.
import { type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import { type Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { listenOnLoopback } from './listen.ts'

export type Fault =
  /** Answered by the proxy; the server never hears of it. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  /** The connection breaks after this many bytes of the request's body reached the server. */
  | { kind: 'cut-request'; afterBytes: number }
  /** The connection breaks after this many bytes of the answer's body reached the client. */
  | { kind: 'cut-answer'; afterBytes: number }
  /** The server does what it was asked, and the client never hears of it. */
  | { kind: 'lose-answer' }
  /** The answer ends early and says that this was all. */
  | { kind: 'shorten-answer'; toBytes: number }
  | { kind: 'delay'; delayMs: number }

export interface FaultRule {
  /** How many requests it hits; default 1. */
  times?: number
  /** Only requests that this matches, e.g. `PUT /bucket/s/1/metadata.json`. */
  matching?: RegExp
  /** How many of those pass before it hits; default 0. */
  after?: number
}

export interface FaultProxy {
  endpoint: string
  inject: (fault: Fault, rule?: FaultRule) => void
  /** Faults that hit so far. */
  readonly hits: number
  /** No fault is pending any more. */
  clear: () => void
  stop: () => Promise<void>
}

/** The headers stay as they are, `host` among them: signatures are over it. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const pending: { fault: Fault; matching: RegExp | undefined; times: number; after: number }[] = []
  let hits = 0
  const nextFault = (message: IncomingMessage): Fault | undefined => {
    const line = `${message.method ?? ''} ${decodeURIComponent(message.url ?? '')}`
    const found = pending.find(({ matching }) => matching?.test(line) ?? true)
    if (found === undefined) return undefined
    if (found.after-- > 0) return undefined
    if (--found.times <= 0) pending.splice(pending.indexOf(found), 1)
    hits++
    return found.fault
  }

  const { endpoint, stop } = await listenOnLoopback((message, response) => void forward(target, nextFault(message), message, response))
  return {
    endpoint,
    inject: (fault, { times = 1, matching, after = 0 } = {}) => void pending.push({ fault, matching, times, after }),
    get hits() {
      return hits
    },
    clear: () => void pending.splice(0),
    stop,
  }
}

async function forward(target: string, fault: Fault | undefined, message: IncomingMessage, response: ServerResponse): Promise<void> {
  // A request that is left unread lets go of it.
  const { socket } = message
  const breakOff = () => socket.destroy()
  try {
    if (fault?.kind === 'delay') await sleep(fault.delayMs)
    if (fault?.kind === 'answer') {
      // A client that is still sending when it is answered may not read the answer.
      for await (const chunk of message) void chunk
      response.writeHead(fault.status, fault.headers).end(message.method === 'HEAD' ? undefined : fault.body)
      return
    }
    const answer = await exchange(target, message, fault?.kind === 'cut-request' ? fault.afterBytes : Infinity)
    if (answer === undefined || fault?.kind === 'lose-answer') {
      if (answer !== undefined) for await (const chunk of answer) void chunk
      breakOff()
      return
    }
    await passOn(answer, fault, response, breakOff)
  } catch {
    // One of the two sides is gone; the other learns of it the same way.
    breakOff()
  }
}

/** The server's answer; undefined when the request was cut before it was whole. */
async function exchange(target: string, message: IncomingMessage, mostBytes: number): Promise<IncomingMessage | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = sendRequest(new URL(message.url ?? '/', target), { method: message.method ?? 'GET', headers: message.headers }, resolve)
  request.on('error', reject)
  let sent = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, mostBytes - sent)
    sent += part.length
    if (!request.write(part)) await drained(request)
    if (sent >= mostBytes) {
      // What was written has to arrive before the connection goes.
      await new Promise((resolve) => request.write(Buffer.alloc(0), resolve))
      await sleep(20)
      promise.catch(() => undefined)
      request.destroy()
      return undefined
    }
  }
  request.end()
  return promise
}

async function passOn(answer: IncomingMessage, fault: Fault | undefined, response: ServerResponse, breakOff: () => void): Promise<void> {
  const mostBytes = fault?.kind === 'cut-answer' ? fault.afterBytes : fault?.kind === 'shorten-answer' ? fault.toBytes : Infinity
  const headers = { ...answer.headers }
  if (fault?.kind === 'shorten-answer') headers['content-length'] = String(Math.min(fault.toBytes, Number(headers['content-length'])))
  response.writeHead(answer.statusCode ?? 502, headers)
  response.flushHeaders()
  let sent = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, mostBytes - sent)
    sent += part.length
    if (!response.write(part)) await drained(response)
    if (sent >= mostBytes) break
  }
  if (fault?.kind !== 'cut-answer') return void response.end()
  await sleep(20)
  breakOff()
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
}
