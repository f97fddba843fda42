import { CircleAlert } from 'lucide-react'
import { type WrongTerm } from '../../../shared/errors.ts'
import { t } from '../../../shared/language/translate.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import styles from './SearchView.module.css'

interface SearchProblemProps {
  /** By which the field says what is wrong with it. */
  id: string
  term: WrongTerm
  onSearch: (search: string) => void
}

/** Which word of a search cannot be read, where it stands, and what can stand there instead. */
export function SearchProblem({ id, term: { query, start, word, allowed, isClosed }, onSearch }: SearchProblemProps) {
  const before = query.slice(0, start)
  const after = query.slice(start + word.length)
  return (
    <div id={id} className={styles['problem']}>
      <Notice isFailure icon={<CircleAlert aria-hidden />} title={t('The search has a filter that cannot be read')}>
        <span className={styles['query']}>
          {before}
          <mark>{word}</mark>
          {after}
        </span>
        {isClosed ? t('It can be one of these:') : t('It is written like these:')}
        <span className={styles['examples']}>
          {allowed.map((term) => (
            <button key={term} type="button" className={styles['example']} onClick={() => onSearch(before + term + after)}>
              {term}
            </button>
          ))}
        </span>
      </Notice>
    </div>
  )
}
