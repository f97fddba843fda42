// The search grammar: `type:log spec:api status:failed "ECONNREFUSED"`.
import { z } from 'zod'
import { artifactTypes } from './artifact.ts'
import { type ArtifactFilter, artifactSchema } from './artifact-list.ts'
import { VitrineError } from './errors.ts'
import { verdicts } from './review/verdict.ts'

/** A search: a filter, and the texts that must be found in contents or names. Quoted text is one text. */
export interface SearchQuery {
  filter: ArtifactFilter
  texts: string[]
}

/** A place in an artifact’s content that a text was found at. */
export const searchHitSchema = z.object({
  /** From 1. */
  line: z.number().int().positive(),
  /** The line, cut around the hit when it is long. */
  excerpt: z.string(),
  /** In a test report, the name that was told last before the hit, as it is written there. */
  test: z.string().optional(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

/** An artifact that a search found. */
export const searchResultSchema = z.object({
  artifact: artifactSchema,
  /** The first places in the content; empty when only names matched. */
  hits: z.array(searchHitSchema),
})
export type SearchResult = z.infer<typeof searchResultSchema>

const facetSchema = z.array(z.object({ value: z.string(), count: z.number() }))

/** Artifacts whose contents are unread are counted up to this. */
export const mostUnread = 10_000

/** Artifacts that facets are counted over, unless they are known without counting: of everything, and of a spec. */
export const mostCounted = 2000

export const facetNames = ['type', 'status', 'verdict', 'spec', 'agent', 'tag'] as const

/** How the artifacts that a query lets through are spread, the most frequent values first, at most 20 of each. Texts count by words. */
export const searchFacetsSchema = z.object({
  type: facetSchema,
  spec: facetSchema,
  tag: facetSchema,
  status: facetSchema,
  verdict: facetSchema,
  agent: facetSchema,
  /** Null when everything found is counted; otherwise how many of the newest are. */
  ofNewest: z.number().nullable(),
})
export type SearchFacets = z.infer<typeof searchFacetsSchema>

/** A page of what a search found. */
export const searchPageSchema = z.object({
  results: z.array(searchResultSchema),
  nextCursor: z.string().nullable(),
  /** On the first page; null on later ones. */
  facets: searchFacetsSchema.nullable(),
  /**
   * Artifacts whose contents this machine has not read, so that only their names were searched; counted up to `mostUnread`. 0 when no text was
   * asked for, and on later pages.
   */
  unread: z.number(),
})
export type SearchPage = z.infer<typeof searchPageSchema>

/** Undefined for a value that the key cannot have. */
type Apply = (filter: ArtifactFilter, value: string) => ArtifactFilter | undefined

interface SearchKey {
  apply: Apply
  example: string
  /** All that the key can have. Without it, it can have much, and `forms` show what that looks like. */
  values?: readonly string[]
  forms?: readonly string[]
}

const statuses = ['failed', 'passed', 'empty', 'unknown'] as const

type VerdictWord = NonNullable<ArtifactFilter['verdicts']>[number]
const verdictWords: readonly VerdictWord[] = [...verdicts, 'none']

const momentForms = ['2026-11-21', '2026-11-21T08:00:00Z']
const sizeForms = ['500', '1.5kb', '10mb', '2gb']

/** The grammar's keys, in the order that help lists them. */
export const searchKeys: Record<string, SearchKey> = {
  type: {
    example: 'type:log',
    values: artifactTypes,
    apply: (filter, value) => ifKnown(artifactTypes, value, (type) => ({ ...filter, types: [...(filter.types ?? []), type] })),
  },
  spec: { example: 'spec:api', apply: (filter, specName) => ({ ...filter, specName }) },
  task: { example: 'task:1.2', apply: (filter, taskId) => ({ ...filter, taskId }) },
  name: { example: 'name:junit.xml', apply: (filter, name) => ({ ...filter, name }) },
  tag: { example: 'tag:pinned', apply: (filter, value) => ({ ...filter, tags: [...(filter.tags ?? []), value] }) },
  status: {
    example: 'status:failed',
    values: statuses,
    apply: (filter, value) => ifKnown(statuses, value, (status) => ({ ...filter, status })),
  },
  verdict: {
    example: 'verdict:approved',
    values: verdictWords,
    apply: (filter, value) => ifKnown(verdictWords, value, (word) => withVerdict(filter, word)),
  },
  is: {
    example: 'is:unreviewed',
    values: ['unreviewed'],
    apply: (filter, value) => ifKnown(['unreviewed'], value, () => withVerdict(filter, 'none')),
  },
  agent: { example: 'agent:gold-reference', apply: (filter, agent) => ({ ...filter, agent }) },
  model: { example: 'model:gpt-4o', apply: (filter, model) => ({ ...filter, model }) },
  version: {
    example: 'version:2',
    forms: ['2', 'v2'],
    apply: (filter, value) => ifThere(findVersion(value), (version) => ({ ...filter, version })),
  },
  since: {
    example: 'since:2026-11-01',
    forms: momentForms,
    apply: (filter, value) => ifThere(findMoment(value, 'start'), (since) => ({ ...filter, since })),
  },
  until: {
    example: 'until:2026-11-21',
    forms: momentForms,
    apply: (filter, value) => ifThere(findMoment(value, 'end'), (until) => ({ ...filter, until })),
  },
  larger: {
    example: 'larger:10mb',
    forms: sizeForms,
    apply: (filter, value) => ifThere(findSize(value), (minSizeBytes) => ({ ...filter, minSizeBytes })),
  },
  smaller: {
    example: 'smaller:1kb',
    forms: sizeForms,
    apply: (filter, value) => ifThere(findSize(value), (maxSizeBytes) => ({ ...filter, maxSizeBytes })),
  },
}

const token = /(?:([a-z]+):)?(?:"((?:[^"\\]|\\.)*)"?|(\S+))/gi

/**
 * Reads a search. `key:value` and `key:"value with spaces"` filter; other words and quoted texts must be found.
 * @throws request.invalid for a known key with a value it cannot have, its `term` says which; an unknown key is text like any other
 */
export function parseSearch(text: string): SearchQuery {
  const query: SearchQuery = { filter: {}, texts: [] }
  for (const match of text.matchAll(token)) {
    const [whole, key, quoted, word] = match
    const value = quoted === undefined ? (word ?? '') : quoted.replace(/\\(.)/g, '$1')
    const known = key === undefined ? undefined : searchKeys[key.toLowerCase()]
    if (known !== undefined && value !== '') {
      const filter = known.apply(query.filter, value)
      if (filter === undefined) throw wrongTerm(text, match.index, whole, known)
      query.filter = filter
    } else if (key === undefined && value !== '') query.texts.push(value)
    else if (value !== '' || known === undefined) query.texts.push(quoted === undefined ? whole : value)
  }
  return query
}

function wrongTerm(query: string, start: number, word: string, { values, forms = [] }: SearchKey): VitrineError {
  const key = word.slice(0, word.indexOf(':')).toLowerCase()
  const allowed = (values ?? forms).map((value) => `${key}:${value}`)
  const reason = `${word} is ${values === undefined ? 'not written as' : 'none of'} ${allowed.join(', ')}`
  return new VitrineError('request.invalid', { reason, term: { query, start, word, allowed, isClosed: values !== undefined } })
}

/** The words of a search that look like filters and are none, and so are looked for as text. An address (`https://…`) does not look like one. */
export function unknownTerms(search: string): string[] {
  return Array.from(search.matchAll(token)).flatMap(([whole, key, quoted, word = '']) =>
    key === undefined || searchKeys[key.toLowerCase()] !== undefined || (quoted === undefined && word.startsWith('/')) ? [] : [whole],
  )
}

/** A filter of the grammar as it is typed, e.g. `spec:"my project"`. */
export function formatSearchTerm(key: string, value: string): string {
  return /^[^\s"]+$/.test(value) ? `${key}:${value}` : `${key}:"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Whether a search has a filter. */
export function hasSearchTerm(search: string, key: string, value: string): boolean {
  return Array.from(search.matchAll(token)).some((match) => isTerm(match, key, value))
}

/** The search with a filter added, or without it when it was there. */
export function toggleSearchTerm(search: string, key: string, value: string): string {
  const terms = Array.from(search.matchAll(token))
  const rest = terms.filter((match) => !isTerm(match, key, value))
  const words = rest.map(([whole]) => whole)
  return (rest.length < terms.length ? words : [...words, formatSearchTerm(key, value)]).join(' ')
}

function isTerm([, key, quoted, word]: RegExpExecArray, wantedKey: string, wanted: string): boolean {
  return key?.toLowerCase() === wantedKey && (quoted === undefined ? word : quoted.replace(/\\(.)/g, '$1')) === wanted
}

const withVerdict = (filter: ArtifactFilter, word: VerdictWord) => ({ ...filter, verdicts: [...(filter.verdicts ?? []), word] })

const ifThere = <T>(value: T | undefined, apply: (value: T) => ArtifactFilter) => (value === undefined ? undefined : apply(value))

const ifKnown = <T extends string>(known: readonly T[], value: string, apply: (value: T) => ArtifactFilter) =>
  ifThere(
    known.find((word) => word === value.toLowerCase()),
    apply,
  )

const findVersion = (value: string) => (/^v?[1-9]\d{0,8}$/i.test(value) ? Number(value.replace(/^v/i, '')) : undefined)

/**
 * A day or moment in ISO 8601; `edge` says which end of a day without a time is meant. Days are UTC.
 * @throws request.invalid for what is neither
 */
export function parseMoment(value: string, edge: 'start' | 'end'): string {
  const moment = findMoment(value, edge)
  if (moment === undefined)
    throw new VitrineError('request.invalid', { reason: `${value} is no day or moment like 2026-11-21 or 2026-11-21T08:00:00Z` })
  return moment
}

function findMoment(value: string, edge: 'start' | 'end'): string | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const date = new Date(isDay ? `${value}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}Z` : value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function findSize(value: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(b|kb|mb|gb)?$/i.exec(value)
  if (match === null) return undefined
  const [, number = '', unit = 'b'] = match
  return Math.round(Number(number) * 1024 ** ['b', 'kb', 'mb', 'gb'].indexOf(unit.toLowerCase()))
}
