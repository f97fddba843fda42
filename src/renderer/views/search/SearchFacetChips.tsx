import { t } from '../../../shared/language/translate.ts'
import { facetNames, formatSearchTerm, hasSearchTerm, type SearchFacets, toggleSearchTerm } from '../../../shared/search.ts'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { typeWords } from '../../../shared/type-words.ts'
import { formatCount } from '../../ui/words/plural.ts'
import styles from './SearchFacetChips.module.css'

interface SearchFacetChipsProps {
  facets: SearchFacets
  search: string
  onSearch: (search: string) => void
}

const facetWords: Record<(typeof facetNames)[number], string> = {
  type: t('Type'),
  status: t('Status'),
  verdict: t('Verdict'),
  spec: t('Spec'),
  agent: t('Agent'),
  tag: t('Tag'),
}
/** Words for values that are no names; a search has the value itself. */
const valueWords: Partial<Record<keyof SearchFacets, Readonly<Record<string, string>>>> = {
  type: typeWords,
  status: { passed: t('passed'), failed: t('failed'), empty: t('empty'), unknown: t('unknown') },
  verdict: {
    ...Object.fromEntries(Object.entries(verdictWords).map(([verdict, words]) => [verdict, words.toLowerCase()])),
    none: t('not reviewed'),
  },
}
const shownValues = 6

/** How what was found is spread; a press narrows the search to one value, another one widens it again. */
export function SearchFacetChips({ facets, search, onSearch }: SearchFacetChipsProps) {
  return (
    <div className={styles['facets']}>
      {facetNames.map((name) => {
        const values = facets[name].slice(0, shownValues)
        const isWorth = values.length > 1 || values.some(({ value }) => hasSearchTerm(search, name, value))
        return (
          isWorth && (
            <div key={name} role="group" aria-label={facetWords[name]} className={styles['facet']}>
              <span className={styles['label']} aria-hidden>
                {facetWords[name]}
              </span>
              {values.map(({ value, count: found }) => (
                <button
                  key={value}
                  type="button"
                  className={styles['chip']}
                  aria-pressed={hasSearchTerm(search, name, value)}
                  title={formatSearchTerm(name, value)}
                  onClick={() => onSearch(toggleSearchTerm(search, name, value))}
                >
                  <span className={styles['value']}>{valueWords[name]?.[value] ?? value}</span>
                  <span className={styles['count']}>{formatCount(found)}</span>
                </button>
              ))}
            </div>
          )
        )
      })}
      {facets.ofNewest !== null && (
        <p className={styles['newest']}>{t('Counted over the newest {count}; there are more.', { count: formatCount(facets.ofNewest) })}</p>
      )}
    </div>
  )
}
