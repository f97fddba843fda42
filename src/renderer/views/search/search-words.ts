// How much was found, and what was not looked through.
import { listed, t } from '../../../shared/language/translate.ts'
import { mostUnread, searchKeys, unknownTerms } from '../../../shared/search.ts'
import { plural } from '../../ui/words/plural.ts'

export function unreadWords(unread: number): string {
  if (unread === 0) return ''
  const artifacts = plural(unread, 'artifact')
  return unread === mostUnread
    ? t('Only the names of {artifacts} or more were searched: their contents have not been read here yet.', { artifacts })
    : t('Only the names of {artifacts} were searched: their contents have not been read here yet.', { artifacts })
}

/** Says which words look like filters and are none; undefined when there are none of those. */
export function unknownWords(search: string): string | undefined {
  const terms = unknownTerms(search)
  if (terms.length === 0) return undefined
  return t('There is no filter {terms}, so it was looked for as text. The filters are {keys}.', {
    terms: listed(terms.map((term) => `“${term}”`)),
    keys: listed(Object.keys(searchKeys)),
  })
}

export function countWords(count: number, isPart: boolean): string {
  const artifacts = plural(count, 'artifact')
  return isPart ? t('{artifacts} so far', { artifacts }) : artifacts
}
