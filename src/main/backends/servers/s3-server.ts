// An S3 service on loopback, in this process, for tests: enforced signatures, conditional writes, uploads in parts, ranges, listings in
// pages. Whatever it does not do it refuses with 501, so that no test passes because something was ignored.
import { type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listenOnLoopback } from './listen.ts'
import { createBucket, type S3Bucket } from './s3-bucket.ts'
import { type WriteConditions } from './s3-conditions.ts'
import { listObjects, listParts, listUploads } from './s3-listing.ts'
import { copyObject, deleteObject, findObject, getObject, putObject, type S3Answer, type S3Call } from './s3-objects.ts'
import { abortUpload, completeUpload, copyPart, createUpload, uploadPart } from './s3-parts.ts'
import { S3Refusal } from './s3-refusal.ts'
import { header, readRequest, type S3Request } from './s3-request.ts'
import { checkSignature, type S3Credentials } from './s3-signature.ts'
import { element, xmlDocument } from './s3-xml.ts'
import { openByteKeeper } from './stored-bytes.ts'

export interface S3ServerOptions {
  /** Buckets to begin with, with the region each lies in. Default: `bucket` in the server's region. */
  buckets?: Record<string, string>
  region?: string
  conditions?: WriteConditions
  /** How far the server's clock is ahead. */
  clockAheadMs?: number
  /** Rows on a page of a listing, if fewer than 1,000. */
  longestPage?: number
  /** What the credentials may not do. */
  denied?: readonly S3Action[]
}

export type S3Action = 'list' | 'read' | 'write'

export interface S3Server {
  endpoint: string
  region: string
  credentials: S3Credentials
  /** What it keeps. */
  buckets: ReadonlyMap<string, S3Bucket>
  /** What it was asked so far, e.g. `GET s/1/metadata.json`. */
  requests: string[]
  stop: () => Promise<void>
}

// Subresources and answers that are understood. Anything else in a query asks for something that is not here.
const understood = new Set([
  'x-id',
  'uploads',
  'uploadId',
  'partNumber',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'key-marker',
  'upload-id-marker',
])
const refusedHeaders = ['x-amz-tagging', 'x-amz-server-side-encryption', 'x-amz-object-lock-mode']

/** Starts a server; every one has its own buckets and keys. */
export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
  const { region = 'us-east-1', conditions = 'honoured', clockAheadMs = 0, longestPage = 1000, denied = [] } = options
  const credentials = { accessKeyId: 'testaccess', secretAccessKey: 'testsecret' }
  const keeper = await openByteKeeper()
  const buckets = new Map<string, S3Bucket>()
  for (const [name, bucketRegion] of Object.entries(options.buckets ?? { bucket: region })) buckets.set(name, createBucket(bucketRegion))
  const requests: string[] = []

  const answer = async (request: S3Request): Promise<S3Answer> => {
    checkSignature(request, { credentials, region, now: new Date(Date.now() + clockAheadMs) })
    for (const name of request.query.keys()) if (!understood.has(name)) throw new S3Refusal(501, 'NotImplemented', { message: name })
    for (const name of refusedHeaders)
      if (header(request, name) !== undefined) throw new S3Refusal(501, 'NotImplemented', { message: name })
    const bucket = buckets.get(request.bucket)
    if (bucket === undefined) throw new S3Refusal(404, 'NoSuchBucket', { elements: { BucketName: request.bucket } })
    if (bucket.region !== region)
      throw new S3Refusal(301, 'PermanentRedirect', {
        headers: { 'x-amz-bucket-region': bucket.region },
        elements: { Region: bucket.region },
      })
    if (denied.includes(actionOf(request))) throw new S3Refusal(403, 'AccessDenied')
    const findSource = () => {
      const [, name = '', ...key] = decodeURIComponent(header(request, 'x-amz-copy-source') ?? '').match(/^\/?([^/]+)\/(.*)$/s) ?? []
      const source = buckets.get(name)
      if (source === undefined) throw new S3Refusal(404, 'NoSuchBucket')
      return findObject(source, key.join(''))
    }
    const call: S3Call = { request, bucket, keeper, conditions, findSource }
    return request.key === '' ? answerBucket(call, longestPage) : answerObject(call)
  }

  const { endpoint, stop } = await listenOnLoopback((message, response) => {
    const request = readRequest(message)
    requests.push(`${request.method} ${request.key === '' ? `?${[...request.query.keys()].join('&')}` : request.key}`)
    response.setHeader('date', new Date(Date.now() + clockAheadMs).toUTCString())
    void respond(response, request, answer)
  })
  return {
    endpoint,
    region,
    credentials,
    buckets,
    requests,
    stop: async () => {
      await stop()
      await keeper.close()
    },
  }
}

function actionOf({ method, key }: S3Request): S3Action {
  if (method !== 'GET' && method !== 'HEAD') return 'write'
  return key === '' ? 'list' : 'read'
}

function answerBucket({ request, bucket }: S3Call, longestPage: number): S3Answer {
  const { method, query } = request
  if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } }
  if (method === 'GET' && query.has('uploads')) return { status: 200, body: listUploads(bucket, request, longestPage) }
  if (method === 'GET' && query.get('list-type') === '2') return { status: 200, body: listObjects(bucket, request, longestPage) }
  throw new S3Refusal(501, 'NotImplemented')
}

async function answerObject(call: S3Call): Promise<S3Answer> {
  const { method, query } = call.request
  const isOfUpload = query.has('uploadId')
  const isCopy = header(call.request, 'x-amz-copy-source') !== undefined
  switch (method) {
    case 'GET':
      return isOfUpload ? { status: 200, body: listParts(call.bucket, call.request) } : getObject(call)
    case 'HEAD':
      return getObject(call)
    case 'PUT':
      if (isOfUpload) return isCopy ? copyPart(call) : uploadPart(call)
      return isCopy ? copyObject(call) : putObject(call)
    case 'DELETE':
      return isOfUpload ? abortUpload(call) : deleteObject(call)
    case 'POST':
      if (query.has('uploads')) return createUpload(call)
      if (isOfUpload) return completeUpload(call)
      break
    default:
  }
  throw new S3Refusal(501, 'NotImplemented', { message: method })
}

async function respond(response: ServerResponse, request: S3Request, answer: (request: S3Request) => Promise<S3Answer>): Promise<void> {
  try {
    const { status, headers = {}, body } = await answer(request)
    if (typeof body === 'string') {
      response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body), ...headers }).end(body)
    } else {
      response.writeHead(status, headers)
      if (body === undefined) response.end()
      else await pipeline(Readable.from(body), response)
    }
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.destroy()
    const refusal = error instanceof S3Refusal ? error : new S3Refusal(500, 'InternalError', { message: String(error) })
    const elements = Object.entries(refusal.elements).map(([name, text]) => element(name, text))
    const body = xmlDocument('Error', [element('Code', refusal.code), element('Message', refusal.message), ...elements])
    response.writeHead(refusal.status, { 'content-type': 'application/xml', ...refusal.headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}
