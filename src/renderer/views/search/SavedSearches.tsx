import { X } from 'lucide-react'
import { t } from '../../../shared/language/translate.ts'
import { useHref } from '../../state/navigation.ts'
import { useSavedSearches } from '../../state/saved-searches.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { sayFailure } from '../../ui/notices/toasts.ts'
import styles from './SearchView.module.css'

/** The searches that were kept, each a click away. */
export function SavedSearches() {
  const { searches, forget } = useSavedSearches()
  const href = useHref()
  if (searches.length === 0) return null
  return (
    <section aria-labelledby="saved-searches" className={styles['saved']}>
      <h2 id="saved-searches" className={styles['savedTitle']}>
        {t('Saved searches')}
      </h2>
      <ul className={styles['savedList']}>
        {searches.map((search) => (
          <li key={search} className={styles['savedLine']}>
            <a href={href({ at: 'search', search })} className={styles['savedLink']}>
              {search}
            </a>
            <IconButton label={t('Forget “{search}”', { search })} onClick={() => void forget(search).catch(sayFailure)}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
