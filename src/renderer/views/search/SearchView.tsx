import { t } from '../../../shared/language/translate.ts'
import { Search, SearchX } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { isVitrineError, type WrongTerm } from '../../../shared/errors.ts'
import { type Loadable } from '../../../shared/loadable.ts'
import { searchKeys } from '../../../shared/search.ts'
import { navigate } from '../../state/navigation.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { type SearchAnswer, useSearch } from '../../state/search.ts'
import { useSettled } from '../../state/settled.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { FilterField } from '../../ui/controls/FilterField.tsx'
import { ListFoot } from '../../ui/rows/ListFoot.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { searchedTexts } from '../artifact/searched-texts.ts'
import { SearchProblem } from './SearchProblem.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { SaveSearch } from './SaveSearch.tsx'
import { SearchFacetChips } from './SearchFacetChips.tsx'
import { SearchResultItem } from './SearchResultItem.tsx'
import { countWords, unknownWords, unreadWords } from './search-words.ts'
import styles from './SearchView.module.css'

interface SearchViewProps {
  search: string
  /** What is shown beside the results. */
  open?: ArtifactDestination
}

const same = (text: string) => text

/** Everything in the store, by words of names and contents and by what is known of it. */
export function SearchView({ search, open }: SearchViewProps) {
  const [typed, setTyped] = useState({ text: search, of: search })
  // Another address, as by the back button, is another search.
  if (typed.of !== search) setTyped({ text: search, of: search })
  const problemId = useId()
  const text = typed.text.trim()
  const settled = useSettled(text, same)
  const list = useRef<HTMLOListElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const answer = useSearch(search)
  const problem = search === '' ? undefined : wrongTermOf(answer)
  const change = (text: string) => setTyped({ text, of: search })
  const go = (next: string) => {
    setTyped({ text: next, of: next })
    navigate({ at: 'search', search: next }, { replace: true })
  }
  const latestGo = useRef(go)
  useEffect(() => {
    latestGo.current = go
  })
  // What has settled may be what the field held before another address came, and may be typed again.
  useEffect(() => {
    if (settled === text && settled !== search) latestGo.current(settled)
  }, [settled, text, search])
  useEffect(() => {
    if (open === undefined) field.current?.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- only when the view comes up
  }, [])
  const step = (by: 1 | -1) => {
    const links = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])
    const at = links.findIndex((link) => link === document.activeElement)
    const current = at === -1 ? links.findIndex((link) => link.ariaCurrent === 'true') : at
    links[Math.max(0, Math.min(links.length - 1, current + by))]?.focus()
  }
  useShortcuts({ 'next-row': () => step(1), 'previous-row': () => step(-1), filter: () => field.current?.focus() })
  return (
    <Pane
      label={t('Search')}
      head={
        <>
          <PaneHead title={t('Search')} facts={t('Names, contents and facts of everything in the store')}>
            <SaveSearch search={problem === undefined ? search : ''} />
          </PaneHead>
          <div className={styles['field']}>
            <FilterField
              ref={field}
              label={t('Search: words, “quoted text”, type:log status:failed …')}
              value={typed.text}
              {...(problem === undefined ? {} : { problemId })}
              onValue={change}
              onLeave={() => {
                go(text)
                step(1)
              }}
            />
          </div>
          {answer.state === 'ready' && search !== '' && answer.value.facets !== undefined && (
            <SearchFacetChips facets={answer.value.facets} search={search} onSearch={go} />
          )}
        </>
      }
    >
      {() =>
        search === '' ? (
          <>
            <SavedSearches />
            <SearchHelp onSearch={go} />
          </>
        ) : problem !== undefined ? (
          <SearchProblem
            id={problemId}
            term={problem}
            onSearch={(mended) => {
              go(mended)
              field.current?.focus()
            }}
          />
        ) : (
          <Loaded from={answer} label={t('Searching')}>
            {(value) => <Results answer={value} {...{ search, open, list }} />}
          </Loaded>
        )
      }
    </Pane>
  )
}

interface ResultsProps {
  answer: SearchAnswer
  search: string
  open: ArtifactDestination | undefined
  list: RefObject<HTMLOListElement | null>
}

function Results({ answer: { results, unread, showMore, isLoadingMore, isStale }, search, open, list }: ResultsProps) {
  const texts = searchedTexts(search)
  if (results.length === 0 && !isStale)
    return (
      <Notice icon={<SearchX aria-hidden />} title={t('Nothing matches “{search}”', { search })}>
        {unknownWords(search) ??
          t(
            'All words must be in the names or the content of an artifact. A word matches what begins with it; quoted text matches as it stands.',
          )}{' '}
        {unreadWords(unread)}
      </Notice>
    )
  return (
    <>
      <ol ref={list} className={styles['results']} aria-label={t('Results')} aria-busy={isStale}>
        {results.map((result) => (
          <SearchResultItem key={result.artifact.record.uri} {...{ result, search, texts, open }} />
        ))}
      </ol>
      <ListFoot showMore={showMore} isLoadingMore={isLoadingMore}>
        {isStale ? t('Searching…') : [countWords(results.length, showMore !== undefined), unreadWords(unread)].filter(Boolean).join('. ')}
      </ListFoot>
    </>
  )
}

/** The word of the search that kept it from being asked. */
function wrongTermOf(answer: Loadable<SearchAnswer>): WrongTerm | undefined {
  return answer.state === 'failed' && isVitrineError(answer.error, 'request.invalid') ? answer.error.details.term : undefined
}

function SearchHelp({ onSearch }: { onSearch: (search: string) => void }) {
  return (
    <Notice icon={<Search aria-hidden />} title={t('What are you looking for?')}>
      {t('Words and “quoted text” are found in names and contents. These narrow it down:')}
      <span className={styles['examples']}>
        {Object.values(searchKeys).map(({ example }) => (
          <button key={example} type="button" className={styles['example']} onClick={() => onSearch(example)}>
            {example}
          </button>
        ))}
      </span>
    </Notice>
  )
}
