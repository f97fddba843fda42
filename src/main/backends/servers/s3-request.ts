import { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

/** A request as every part of the S3 server reads it. */
export interface S3Request {
  method: string
  /** As it was sent: what the signature is over. */
  rawPath: string
  /** Decoded, in the order they were sent. */
  query: ReadonlyMap<string, string>
  headers: IncomingHttpHeaders
  bucket: string
  /** Empty for requests of the bucket itself. */
  key: string
  body: AsyncIterable<Uint8Array>
}

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', '%20'))

export function readRequest(message: IncomingMessage): S3Request {
  const [rawPath = '/', queryText = ''] = (message.url ?? '/').split(/\?(.*)/s)
  const query = new Map<string, string>()
  for (const pair of queryText.split('&').filter((text) => text !== '')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    query.set(decode(name), decode(value))
  }
  const [, bucket = '', ...key] = rawPath.split('/')
  return {
    method: message.method ?? 'GET',
    rawPath,
    query,
    headers: message.headers,
    bucket: decodeURIComponent(bucket),
    key: decodeURIComponent(key.join('/')),
    body: message,
  }
}

/** A header that S3 knows once; undefined when it was not sent. */
export function header(request: S3Request, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}
