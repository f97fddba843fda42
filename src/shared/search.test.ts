import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isVitrineError } from './errors.ts'
import { hasSearchTerm, parseSearch, toggleSearchTerm, unknownTerms } from './search.ts'

test('words and quoted texts must be found, key:value filters', () => {
  expect(parseSearch('type:log spec:api status:failed "ECONNREFUSED 127.0.0.1" retry')).toEqual({
    filter: { types: ['log'], specName: 'api', status: 'failed' },
    texts: ['ECONNREFUSED 127.0.0.1', 'retry'],
  })
})

test('values with spaces are quoted, quotes and backslashes in them escaped', () => {
  expect(parseSearch(String.raw`spec:"my project" "say \"hi\" \\ there"`)).toEqual({
    filter: { specName: 'my project' },
    texts: [String.raw`say "hi" \ there`],
  })
})

test('repeated types and tags are alternatives, dates and sizes are bounds', () => {
  expect(parseSearch('type:log type:diff tag:a since:2026-11-01 until:2026-11-02 larger:1.5kb smaller:2MB version:v3').filter).toEqual({
    types: ['log', 'diff'],
    tags: ['a'],
    since: '2026-11-01T00:00:00.000Z',
    until: '2026-11-02T23:59:59.999Z',
    minSizeBytes: 1536,
    maxSizeBytes: 2 * 1024 * 1024,
    version: 3,
  })
})

test('verdicts are alternatives, and what nobody judged can be asked for', () => {
  expect(parseSearch('verdict:approved is:unreviewed').filter).toEqual({ verdicts: ['approved', 'none'] })
})

test('an unknown key is text, and can be told from an address', () => {
  expect(parseSearch('http://example.org foo:bar')).toEqual({ filter: {}, texts: ['http://example.org', 'foo:bar'] })
  expect(unknownTerms('http://example.org foo:bar type:log "typ:log" word state:"not good"')).toEqual(['foo:bar', 'state:"not good"'])
})

test('a known key with a wrong value is an error that says which word it is, where, and what can stand there', () => {
  for (const wrong of ['type:image', 'status:odd', 'version:x', 'since:yesterday', 'larger:much', 'verdict:good', 'is:nice']) {
    const { term } = wrongTerm(`"a type:b" ${wrong} more`)
    expect(term).toMatchObject({ word: wrong, start: 11 })
    for (const allowed of term?.allowed ?? [wrong]) expect(() => parseSearch(allowed), allowed).not.toThrow()
  }
  expect(wrongTerm('Type:image').term).toMatchObject({ allowed: ['type:diff', 'type:log', 'type:test', 'type:file'], isClosed: true })
  expect(wrongTerm('larger:"10 mb"').term).toMatchObject({ word: 'larger:"10 mb"', isClosed: false })
  expect(parseSearch('type:LOG').filter).toEqual({ types: ['log'] })
})

function wrongTerm(search: string) {
  try {
    parseSearch(search)
  } catch (error) {
    if (isVitrineError(error, 'request.invalid')) return error.details
  }
  throw new Error(`${search} is read`)
}

test('any text without known keys is read without an error', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60 }).filter((text) => !/[a-z]:/i.test(text)),
      (text) => {
        expect(parseSearch(text).filter).toEqual({})
      },
    ),
  )
})

test('a filter is added and taken away as it would be typed', () => {
  expect(toggleSearchTerm('needle', 'spec', 'my "own" project')).toBe(String.raw`needle spec:"my \"own\" project"`)
  expect(toggleSearchTerm('type:log needle Type:log "type:log"', 'type', 'log')).toBe('needle "type:log"')
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      const added = toggleSearchTerm('needle "in hay"', 'spec', value)
      expect(hasSearchTerm(added, 'spec', value)).toBe(true)
      expect(parseSearch(added)).toEqual({ filter: { specName: value }, texts: ['needle', 'in hay'] })
      expect(toggleSearchTerm(added, 'spec', value)).toBe('needle "in hay"')
    }),
  )
})
