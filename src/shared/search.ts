// The search grammar: `type:log spec:api status:failed "ECONNREFUSED"`.
import { z } from 'zod'
import { artifactTypeSchema } from './artifact.ts'
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

const invalid = (reason: string) => new VitrineError('request.invalid', { reason })

type Apply = (filter: ArtifactFilter, value: string) => ArtifactFilter

const statuses = ['failed', 'passed', 'empty', 'unknown'] as const

/** The grammar's keys, in the order that help lists them. */
export const searchKeys: Record<string, { apply: Apply; example: string }> = {
  type: { example: 'type:log', apply: (filter, value) => ({ ...filter, types: [...(filter.types ?? []), parseType(value)] }) },
  spec: { example: 'spec:api', apply: (filter, specName) => ({ ...filter, specName }) },
  task: { example: 'task:1.2', apply: (filter, taskId) => ({ ...filter, taskId }) },
  name: { example: 'name:junit.xml', apply: (filter, name) => ({ ...filter, name }) },
  tag: { example: 'tag:pinned', apply: (filter, value) => ({ ...filter, tags: [...(filter.tags ?? []), value] }) },
  status: { example: 'status:failed', apply: (filter, value) => ({ ...filter, status: parseStatus(value) }) },
  verdict: { example: 'verdict:approved', apply: (filter, value) => withVerdict(filter, parseVerdict(value)) },
  is: { example: 'is:unreviewed', apply: (filter, value) => withVerdict(filter, parseIs(value)) },
  agent: { example: 'agent:gold-reference', apply: (filter, agent) => ({ ...filter, agent }) },
  model: { example: 'model:gpt-4o', apply: (filter, model) => ({ ...filter, model }) },
  version: { example: 'version:2', apply: (filter, value) => ({ ...filter, version: parseVersion(value) }) },
  since: { example: 'since:2026-11-01', apply: (filter, value) => ({ ...filter, since: parseMoment(value, 'start') }) },
  until: { example: 'until:2026-11-21', apply: (filter, value) => ({ ...filter, until: parseMoment(value, 'end') }) },
  larger: { example: 'larger:10mb', apply: (filter, value) => ({ ...filter, minSizeBytes: parseSize(value) }) },
  smaller: { example: 'smaller:1kb', apply: (filter, value) => ({ ...filter, maxSizeBytes: parseSize(value) }) },
}

const token = /(?:([a-z]+):)?(?:"((?:[^"\\]|\\.)*)"?|(\S+))/gi

/**
 * Reads a search. `key:value` and `key:"value with spaces"` filter; other words and quoted texts must be found.
 * @throws request.invalid for a known key with a value it cannot have; an unknown key is text like any other
 */
export function parseSearch(text: string): SearchQuery {
  const query: SearchQuery = { filter: {}, texts: [] }
  for (const [whole, key, quoted, word] of text.matchAll(token)) {
    const value = quoted === undefined ? (word ?? '') : quoted.replace(/\\(.)/g, '$1')
    const known = key === undefined ? undefined : searchKeys[key.toLowerCase()]
    if (known !== undefined && value !== '') query.filter = known.apply(query.filter, value)
    else if (key === undefined && value !== '') query.texts.push(value)
    else if (value !== '' || known === undefined) query.texts.push(quoted === undefined ? whole : value)
  }
  return query
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

function parseType(value: string) {
  const parsed = artifactTypeSchema.safeParse(value)
  if (!parsed.success) throw invalid(`type:${value} is none of ${artifactTypeSchema.options.join(', ')}`)
  return parsed.data
}

function parseStatus(value: string) {
  const status = statuses.find((known) => known === value)
  if (status === undefined) throw invalid(`status:${value} is none of ${statuses.join(', ')}`)
  return status
}

type VerdictWord = NonNullable<ArtifactFilter['verdicts']>[number]
const verdictWords: readonly VerdictWord[] = [...verdicts, 'none']

const withVerdict = (filter: ArtifactFilter, word: VerdictWord) => ({ ...filter, verdicts: [...(filter.verdicts ?? []), word] })

function parseVerdict(value: string): VerdictWord {
  const word = verdictWords.find((known) => known === value)
  if (word === undefined) throw invalid(`verdict:${value} is none of ${verdictWords.join(', ')}`)
  return word
}

function parseIs(value: string): VerdictWord {
  if (value !== 'unreviewed') throw invalid(`is:${value} is not is:unreviewed`)
  return 'none'
}

function parseVersion(value: string): number {
  if (!/^v?[1-9]\d{0,8}$/.test(value)) throw invalid(`version:${value} is no version`)
  return Number(value.replace('v', ''))
}

/** A day or moment in ISO 8601; `edge` says which end of a day without a time is meant. Days are UTC. */
export function parseMoment(value: string, edge: 'start' | 'end'): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const date = new Date(isDay ? `${value}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}Z` : value)
  if (Number.isNaN(date.getTime())) throw invalid(`${value} is no day or moment like 2026-11-21 or 2026-11-21T08:00:00Z`)
  return date.toISOString()
}

function parseSize(value: string): number {
  const match = /^(\d+(?:\.\d+)?)(b|kb|mb|gb)?$/i.exec(value)
  if (match === null) throw invalid(`${value} is no size like 10mb`)
  const [, number = '', unit = 'b'] = match
  return Math.round(Number(number) * 1024 ** ['b', 'kb', 'mb', 'gb'].indexOf(unit.toLowerCase()))
}
