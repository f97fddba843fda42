import { describe, expect, it } from 'vitest'
import { parseFailure } from '../../shared/error-json.ts'
import { formatErrorJson } from '../../shared/error-words.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { normalizeFailure, parseErrorBody } from './failure.ts'

describe('an error from the other process', () => {
  it('comes back as itself from its JSON body', () => {
    const error = new VitrineError('store.full', { reason: 'quota', neededBytes: 5, freeBytes: 1 })
    const parsed = parseErrorBody(JSON.stringify(formatErrorJson(error)), 507)
    expect(parsed).toMatchObject({ code: 'store.full', details: error.details })
  })

  it.each(['', '<html>', '{}', '{"error":{"code":7}}', 'null'])('is internal when its body is %j', (body) => {
    expect(parseErrorBody(body, 502)).toMatchObject({ code: 'internal', details: { reason: expect.stringContaining('502') } })
  })

  it('is internal when its details are not those of its code, or its code is unknown', () => {
    expect(parseFailure('store.full', { reason: 'mood' }, '')).toMatchObject({ code: 'internal' })
    expect(parseFailure('toString', {}, 'some words')).toMatchObject({ code: 'internal', details: { reason: 'some words' } })
  })

  it('says that nobody answered when there was no answer', () => {
    expect(parseErrorBody('', 0)).toMatchObject({ details: { reason: expect.stringContaining('does not answer') } })
    expect(normalizeFailure(new TypeError('Failed to fetch'))).toMatchObject({
      details: { reason: expect.stringContaining('does not answer') },
    })
  })
})

describe('a call that its caller stopped', () => {
  it('ends as AbortError, whatever the transport threw', () => {
    for (const thrown of [new Error('port closed'), new DOMException('', 'AbortError'), new VitrineError('internal', { reason: 'x' })]) {
      expect(normalizeFailure(thrown, AbortSignal.abort()).name).toBe('AbortError')
    }
    expect(normalizeFailure(new DOMException('', 'AbortError')).name).toBe('AbortError')
  })

  it('does not hide a failure of a call that nobody stopped', () => {
    const error = new VitrineError('artifact.not-found', { uri: 'file:///x' })
    expect(normalizeFailure(error, new AbortController().signal)).toBe(error)
    expect(isVitrineError(normalizeFailure(new Error('boom')), 'internal')).toBe(true)
  })
})
