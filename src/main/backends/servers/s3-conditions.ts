import { type S3Object } from './s3-bucket.ts'
import { S3Refusal } from './s3-refusal.ts'
import { header, type S3Request } from './s3-request.ts'

/**
 * What S3 services make of conditions on writes. `honoured` is AWS; `bare` compares `If-Match` as raw text with the ETag without its quotes,
 * as Ceph does; `ignored` overwrites whatever they say; `refused` answers 501.
 */
export type WriteConditions = 'honoured' | 'bare' | 'ignored' | 'refused'

/** @throws S3Refusal when the object that is there, or that none is, does not fit the request's conditions */
export function checkWriteConditions(request: S3Request, found: S3Object | undefined, conditions: WriteConditions): void {
  const ifMatch = header(request, 'if-match')
  const ifNoneMatch = header(request, 'if-none-match')
  if (ifMatch === undefined && ifNoneMatch === undefined) return
  if (conditions === 'ignored') return
  if (conditions === 'refused') throw new S3Refusal(501, 'NotImplemented')
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw new S3Refusal(501, 'NotImplemented')
  if (ifNoneMatch === '*' && found !== undefined) throw new S3Refusal(412, 'PreconditionFailed')
  if (ifMatch === undefined) return
  if (found === undefined) throw conditions === 'bare' ? new S3Refusal(412, 'PreconditionFailed') : new S3Refusal(404, 'NoSuchKey')
  const given = conditions === 'bare' ? ifMatch : ifMatch.replaceAll('"', '')
  if (given !== found.etag) throw new S3Refusal(412, 'PreconditionFailed')
}

/** True when the answer is 304. @throws S3Refusal when it is 412 */
export function checkReadConditions(request: S3Request, { etag }: S3Object): boolean {
  const ifMatch = header(request, 'if-match')?.replaceAll('"', '')
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etag) throw new S3Refusal(412, 'PreconditionFailed')
  return header(request, 'if-none-match')?.replaceAll('"', '') === etag
}
