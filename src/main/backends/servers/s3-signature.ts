// Signature version 4, checked as S3 checks it.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { S3Refusal } from './s3-refusal.ts'
import { header, type S3Request } from './s3-request.ts'

export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
}

export interface SignatureCheck {
  credentials: S3Credentials
  region: string
  /** The server's clock. */
  now: Date
}

const longestSkewMs = 15 * 60 * 1000
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** @throws S3Refusal for a request that is not signed, or signed wrongly, too early, too late or for elsewhere */
export function checkSignature(request: S3Request, { credentials, region, now }: SignatureCheck): void {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    header(request, 'authorization') ?? '',
  )
  const [, scope = '', signedHeaders = '', signature = ''] = parts ?? []
  if (parts === null) throw new S3Refusal(403, 'AccessDenied', { message: 'Anonymous access is forbidden' })
  const [accessKeyId, day = '', scopeRegion = '', service = ''] = scope.split('/')
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Refusal(403, 'InvalidAccessKeyId', { elements: { AWSAccessKeyId: accessKeyId ?? '' } })

  const date = header(request, 'x-amz-date') ?? ''
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(now.getTime() - signedAt) < longestSkewMs))
    throw new S3Refusal(403, 'RequestTimeTooSkewed', { elements: { ServerTime: now.toISOString() } })
  if (scopeRegion !== region)
    throw new S3Refusal(400, 'AuthorizationHeaderMalformed', {
      message: `the region '${scopeRegion}' is wrong; expecting '${region}'`,
      elements: { Region: region },
    })

  const canonical = [
    request.method,
    request.rawPath
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/'),
    [...request.query]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .toSorted()
      .join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${(header(request, name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    header(request, 'x-amz-content-sha256') ?? '',
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${scopeRegion}/${service}/aws4_request`, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), scopeRegion), service), 'aws4_request')
  if (!timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))) throw new S3Refusal(403, 'SignatureDoesNotMatch')
}
