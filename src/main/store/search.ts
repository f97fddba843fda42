// Search [S12]: the index says which artifacts may hold the texts; their bytes say where.
import { type Artifact } from '../../shared/artifact-list.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { mostUnread, type SearchHit, type SearchPage, type SearchQuery, type SearchResult } from '../../shared/search.ts'
import { searchedMetadata } from '../../shared/review/verdict.ts'
import { type Downloads } from './download.ts'
import { type StoreContext } from './store-context.ts'
import { TestNames } from './test-names.ts'
import { searchedText } from './contents/text-pieces.ts'

export interface SearchOptions {
  /** Artifacts a page, 1 to 100; default 20. */
  limit?: number | undefined
  cursor?: string | undefined
  signal?: AbortSignal | undefined
}

const shownHits = 5
const excerptLength = 240
const longLine = 256 * 1024

/** The newest artifacts that a query lets through, with the first lines of each that hold one of its texts. */
export async function searchStore(
  context: StoreContext,
  downloads: Downloads,
  query: SearchQuery,
  options: SearchOptions = {},
): Promise<SearchPage> {
  const limit = Math.min(Math.max(1, options.limit ?? 20), 100)
  const results: SearchResult[] = []
  const isFirst = options.cursor === undefined
  const unread = isFirst && query.texts.length > 0 ? await context.databases.countUnread(mostUnread) : 0
  const facets = isFirst ? await context.databases.facets(query.filter, query.texts) : null
  let cursor = options.cursor
  // The index knows words, not their order: a phrase may turn out not to be there, and the page goes on.
  for (;;) {
    const page = await context.databases.list(query.filter, '-created', limit - results.length, cursor, query.texts)
    for (const artifact of page.artifacts) {
      options.signal?.throwIfAborted()
      const result = await findHits(downloads, context.backend.rootUri, artifact, query.texts)
      if (result !== undefined) results.push(result)
    }
    cursor = page.nextCursor ?? undefined
    if (cursor === undefined || results.length >= limit) return { results, nextCursor: cursor ?? null, facets, unread }
  }
}

/** Undefined when one of the texts is neither in the names nor in the content. */
async function findHits(
  downloads: Downloads,
  rootUri: string,
  artifact: Artifact,
  texts: readonly string[],
): Promise<SearchResult | undefined> {
  const { record } = artifact
  const inNames = foldCase([record.specName, record.taskId, record.name, ...record.tags, searchedMetadata(record)].join('\n'))
  const folded = texts.map(foldCase)
  // Without its accents a text is shorter than it may be written.
  const overlapLength = Math.max(...folded.map((text) => text.length * 4))
  const missing = new Set(folded.filter((text) => !inNames.includes(text)))
  const hits: SearchHit[] = []
  const names = record.type === 'test' ? new TestNames() : undefined
  if (folded.length === 0) return { artifact, hits }
  try {
    const content = await downloads.download(record, record.uri.slice(rootUri.length + 1))
    let line = 1
    let open = ''
    for await (const piece of searchedText(record.type, content)) {
      const lines = (open + piece).split('\n')
      open = lines.pop() ?? ''
      for (const text of lines) look(text, line++)
      if (missing.size === 0 && hits.length >= shownHits) break
      if (open.length < longLine) continue
      // A line without end is looked at in parts that overlap: put together again for each piece, it would take ever longer.
      look(open, line)
      open = open.slice(-overlapLength)
    }
    if (open !== '') look(open, line)
  } catch (error) {
    // A service that is away is away for all of them: what none of them can be asked must not look like what none of them holds.
    if (isVitrineError(error, 'store.unreachable') && error.details.problem !== undefined) throw error
    // What cannot be read has no hits; the viewer says why.
  }
  return missing.size === 0 ? { artifact, hits } : undefined

  function look(text: string, line: number): void {
    const lower = foldCase(text)
    const found = folded.filter((wanted) => lower.includes(wanted))
    const [first] = found
    const test = names?.before(text, first === undefined ? text.length : lower.indexOf(first))
    if (first === undefined) return
    for (const wanted of found) missing.delete(wanted)
    if (hits.length < shownHits && hits.at(-1)?.line !== line)
      hits.push({ line, excerpt: cutAround(text, lower.indexOf(first)), ...(test === undefined ? {} : { test }) })
  }
}

/** As the index does: case and accents do not matter. */
const foldCase = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function cutAround(text: string, at: number): string {
  if (text.length <= excerptLength) return text.trimEnd()
  const start = Math.max(0, Math.min(at - excerptLength / 3, text.length - excerptLength))
  return `${start > 0 ? '…' : ''}${text.slice(start, start + excerptLength)}${start + excerptLength < text.length ? '…' : ''}`
}
