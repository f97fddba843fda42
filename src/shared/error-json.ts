// Reads the errors that the other side sends: as JSON in an HTTP answer, or as code and details of a call.
import { z } from 'zod'
import { type ErrorCode, errorDetails, VitrineError } from './errors.ts'
import { t } from './language/translate.ts'

const errorJsonSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.unknown() }) })

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorDetails, code)

/** The error of a known code when its details have the promised shape, else `internal` with the words at hand. */
export function parseFailure(code: string, details: unknown, words: string): VitrineError {
  if (!isErrorCode(code)) return new VitrineError('internal', { reason: words })
  const parsed = errorDetails[code].safeParse(details)
  return parsed.success
    ? new VitrineError(code, parsed.data)
    : new VitrineError('internal', { reason: t('{code} without its details', { code }) })
}

/** The error that an HTTP answer carries as its body; undefined when that is no `ErrorJson`, as from something else than Vitrine. */
export function parseErrorJson(body: string): VitrineError | undefined {
  const parsed = errorJsonSchema.safeParse(parseJson(body))
  if (!parsed.success) return undefined
  const { code, details, message } = parsed.data.error
  return parseFailure(code, details, message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
