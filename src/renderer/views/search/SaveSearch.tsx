import { Bookmark, BookmarkCheck } from 'lucide-react'
import { t } from '../../../shared/language/translate.ts'
import { useSavedSearches } from '../../state/saved-searches.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { say, sayFailure } from '../../ui/notices/toasts.ts'

/** Keeps the open search, or stops keeping it. */
export function SaveSearch({ search: typed }: { search: string }) {
  const { searches, save, forget } = useSavedSearches()
  const search = typed.trim()
  if (search === '') return null
  const isSaved = searches.includes(search)
  const keep = () => save(search).then(() => say(t('Saved the search'), () => void forget(search).catch(sayFailure)), sayFailure)
  const drop = () => forget(search).then(() => say(t('Forgot the search'), () => void save(search).catch(sayFailure)), sayFailure)
  return (
    <IconButton label={isSaved ? t('Forget this search') : t('Save this search')} onClick={() => void (isSaved ? drop() : keep())}>
      {isSaved ? <BookmarkCheck /> : <Bookmark />}
    </IconButton>
  )
}
