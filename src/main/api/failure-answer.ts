import { formatErrorJson } from '../../shared/error-words.ts'
import { type ErrorCode, toVitrineError } from '../../shared/errors.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'artifact.not-found': 404,
  'file.not-found': 404,
  'artifact.exists': 409,
  'version.retired': 409,
  'store.denied': 403,
  'store.full': 507,
  'store.locked': 423,
  'store.unreachable': 503,
  internal: 500,
}

/** What is answered instead, when a request for bytes fails. */
export function answerFailure(error: unknown): Response {
  const known = toVitrineError(error)
  return Response.json(formatErrorJson(known), { status: statuses[known.code] ?? 422, headers: { 'cache-control': 'no-store' } })
}
