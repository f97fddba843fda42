// What is looked for inside an artifact when a search led to it.
import { isVitrineError } from '../../../shared/errors.ts'
import { parseSearch } from '../../../shared/search.ts'
import { type FindQuery } from '../../viewers/lines/find/find-query.ts'

/** The texts of a search; none while it cannot be read. */
export function searchedTexts(search: string): readonly string[] {
  try {
    return parseSearch(search).texts
  } catch (error) {
    if (isVitrineError(error, 'request.invalid')) return []
    throw error
  }
}

/** Any of a search's texts; undefined when it has only filters. */
export function findQueryOf(search: string): FindQuery | undefined {
  const texts = searchedTexts(search)
  const [first] = texts
  if (first === undefined) return undefined
  if (texts.length === 1) return { text: first, isRegex: false, isCaseSensitive: false }
  return { text: texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), isRegex: true, isCaseSensitive: false }
}
