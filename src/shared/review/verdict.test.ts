import { describe, expect, it } from 'vitest'
import { type ArtifactRecord, type Json } from '../artifact.ts'
import { testRecord } from '../record-fixture.ts'
import { isReviewed, reviewOf, searchedMetadata, withReviewEntry } from './verdict.ts'

const record = (name: string, metadata: Record<string, Json> = {}, checksum = 'a'.repeat(64)): ArtifactRecord =>
  testRecord({ uri: `file:///s/api/1/${name}`, specName: 'api', type: 'log', name, checksum, metadata })
const judged = (before: ArtifactRecord, id: string, verdict: 'approved' | 'blocked', at = '2026-11-21T01:00:00.000Z'): ArtifactRecord => ({
  ...before,
  metadata: withReviewEntry(before, { id, verdict, by: 'ada', at, checksum: before.checksum }),
})
const takenBack = (before: ArtifactRecord, id: string, takesBack: string): ArtifactRecord => ({
  ...before,
  metadata: withReviewEntry(before, { id, takes_back: takesBack, by: 'ada', at: '2026-11-21T02:00:00.000Z' }),
})

describe('what stands on an attempt', () => {
  it('is nothing while nobody judged it', () => {
    expect(reviewOf([record('a')])).toEqual({ standing: null, unseen: [], log: [] })
    expect(isReviewed(record('a'))).toBe(false)
  })

  it('is the latest verdict, with what was seen', () => {
    const review = reviewOf([judged(judged(record('a'), '1', 'blocked'), '2', 'approved'), judged(record('b'), '2', 'approved')])
    expect(review.standing).toMatchObject({ id: '2', verdict: 'approved', by: 'ada', seen: [{ name: 'a' }, { name: 'b' }] })
    expect(review.log.map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('is the one before, when the latest is taken back; the log keeps all three', () => {
    const after = takenBack(judged(judged(record('a'), '1', 'blocked'), '2', 'approved'), '3', '2')
    expect(reviewOf([after]).standing).toMatchObject({ id: '1', verdict: 'blocked' })
    expect(reviewOf([after]).log).toHaveLength(3)
    expect(after.metadata['review']).toMatchObject({ verdict: 'blocked' })
  })

  it('is nothing when the only one is taken back, and other tools read that too', () => {
    const after = takenBack(judged(record('a'), '1', 'approved'), '2', '1')
    expect(reviewOf([after])).toMatchObject({ standing: null, unseen: [] })
    expect(isReviewed(after)).toBe(false)
    expect(after.metadata['review']).not.toHaveProperty('verdict')
  })

  it('was not given on what came or changed since', () => {
    const seen = judged(record('a'), '1', 'approved')
    const changed = { ...judged(record('b'), '1', 'approved'), checksum: 'b'.repeat(64) }
    expect(reviewOf([seen, changed, record('c')]).unseen).toEqual(['b', 'c'])
    expect([seen, changed, record('c')].map(isReviewed)).toEqual([true, false, false])
  })
})

describe('what other tools wrote', () => {
  it('is a verdict without a log', () => {
    const bare = record('a', { review: { verdict: 'approved', who: 'CI' } })
    expect(reviewOf([bare])).toMatchObject({ standing: { verdict: 'approved', by: null, at: null }, unseen: [] })
    const after = judged(bare, '1', 'blocked')
    expect(after.metadata['review']).toMatchObject({ verdict: 'blocked', who: 'CI', log: [{ verdict: 'approved' }, { id: '1' }] })
  })

  it('is no verdict when it is none of ours, and is kept', () => {
    for (const review of ['LGTM', 5, null, ['approved'], { verdict: 'lgtm' }, { log: 'x' }] satisfies Json[])
      expect(reviewOf([record('a', { review })]).standing).toBeNull()
    expect(judged(record('a', { review: 'LGTM' }), '1', 'approved').metadata['review']).toMatchObject({
      before: 'LGTM',
      verdict: 'approved',
    })
  })

  it('stays in the log though it cannot be read', () => {
    const odd = record('a', { review: { log: [{ mood: 'good' }] } })
    expect(judged(odd, '1', 'approved').metadata['review']).toMatchObject({ log: [{ mood: 'good' }, { id: '1' }] })
  })
})

it('leaves the rest of the metadata alone, and out of the text search only what was decided', () => {
  const after = judged(record('a', { agent: 'x' }), '1', 'approved')
  expect(after.metadata['agent']).toBe('x')
  expect(searchedMetadata(after)).toBe('{"agent":"x"}')
})
