// Google's storage on loopback, in this process, for tests: the part of its JSON API that its own client uses. What is not here answers 501.
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBucket, type GcsBucket, checkConditions } from './gcs-bucket.ts'
import { findObject, getObject, listObjects, rewriteObject } from './gcs-objects.ts'
import { GcsRefusal } from './gcs-refusal.ts'
import { readMetadata, upload } from './gcs-uploads.ts'
import { listenOnLoopback } from './listen.ts'
import { type ByteKeeper, openByteKeeper } from './stored-bytes.ts'

export interface GcsServerOptions {
  /** Names of buckets to begin with. Default: `bucket`. */
  buckets?: readonly string[]
  /** Rows on a page of a listing, if fewer than 1,000. */
  longestPage?: number
  /** What may not be done. */
  denied?: readonly ('list' | 'read' | 'write')[]
}

export interface GcsServer {
  endpoint: string
  buckets: ReadonlyMap<string, GcsBucket>
  /** What it was asked so far, e.g. `GET s/1/metadata.json`. */
  requests: string[]
  stop: () => Promise<void>
}

/** A request of a bucket that exists. */
export interface GcsCall {
  method: string
  bucket: GcsBucket
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: AsyncIterable<Uint8Array>
  keeper: ByteKeeper
  /** Where the caller reached this server. */
  origin: string
}

export interface GcsAnswer {
  status: number
  headers?: Record<string, string | number>
  body?: string | AsyncIterable<Uint8Array>
}

/** Starts a server; every one has its own buckets. */
export async function startGcsServer({
  buckets: names = ['bucket'],
  longestPage = 1000,
  denied = [],
}: GcsServerOptions = {}): Promise<GcsServer> {
  const keeper = await openByteKeeper()
  const buckets = new Map(names.map((name) => [name, createBucket(name)]))
  const requests: string[] = []

  const answer = async (message: IncomingMessage): Promise<GcsAnswer> => {
    const url = new URL(message.url ?? '/', `http://${message.headers.host ?? ''}`)
    const method = message.method ?? 'GET'
    // `/storage/v1/b/…`, and `/b/…` when the client was told of the server by its environment.
    const path = /^(\/upload)?(?:\/storage\/v1)?\/b\/([^/]+)(?:\/o(?:\/([^/]*))?)?(?:\/(rewriteTo)\/b\/([^/]+)\/o\/([^/]+))?$/.exec(
      url.pathname,
    )
    if (path === null) throw new GcsRefusal(501, 'notImplemented', `${method} ${url.pathname}`)
    const [, isUpload, bucketName = '', encodedName, rewriteTo, toBucket = '', toName = ''] = path
    const name = decodeURIComponent(encodedName ?? '')
    requests.push(`${method} ${name === '' ? `?${[...url.searchParams.keys()].join('&')}` : name}`)
    const findBucket = (wanted: string) => {
      const bucket = buckets.get(decodeURIComponent(wanted))
      if (bucket === undefined) throw new GcsRefusal(404, 'notFound', 'The specified bucket does not exist.')
      return bucket
    }
    const bucket = findBucket(bucketName)
    const action = method !== 'GET' ? 'write' : name === '' ? 'list' : 'read'
    if (denied.includes(action)) throw new GcsRefusal(403, 'forbidden', `caller does not have storage.objects.${action} access`)
    const { searchParams: query } = url
    const call: GcsCall = { method, bucket, query, headers: message.headers, body: message, keeper, origin: url.origin }
    if (isUpload !== undefined) return upload(call)
    if (encodedName === undefined)
      return url.pathname.endsWith('/o')
        ? listObjects(bucket, query, longestPage)
        : { status: 200, body: JSON.stringify({ name: bucketName }) }
    const object = findObject(bucket, name, query)
    if (rewriteTo !== undefined)
      return rewriteObject(object, findBucket(toBucket), decodeURIComponent(toName), query, await readMetadata(message))
    if (method === 'GET') return getObject(object, call)
    if (method !== 'DELETE') throw new GcsRefusal(501, 'notImplemented')
    checkConditions(query, object)
    bucket.objects.delete(name)
    return { status: 204 }
  }

  const { endpoint, stop } = await listenOnLoopback((message, response) => void respond(message, response, answer))
  return {
    endpoint,
    buckets,
    requests,
    stop: async () => {
      await stop()
      await keeper.close()
    },
  }
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answer: (message: IncomingMessage) => Promise<GcsAnswer>,
): Promise<void> {
  try {
    const { status, headers = {}, body } = await answer(message)
    if (typeof body === 'string') {
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers }).end(body)
    } else {
      response.writeHead(status, body === undefined && status !== 204 ? { 'content-length': 0, ...headers } : headers)
      if (body === undefined) response.end()
      else await pipeline(Readable.from(body), response)
    }
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.destroy()
    const refusal = error instanceof GcsRefusal ? error : new GcsRefusal(500, 'backendError', String(error))
    response.writeHead(refusal.status, { 'content-type': 'application/json' }).end(refusal.toBody())
  }
}
