import { Bookmark, BookmarkCheck } from 'lucide-react'
import { t } from '../../../shared/language/translate.ts'
import { useSavedSearches } from '../../state/saved-searches.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { say } from '../../ui/toasts.ts'

/** Keeps the open search, or stops keeping it. */
export function SaveSearch({ search }: { search: string }) {
  const { searches, save, forget } = useSavedSearches()
  if (search === '') return null
  const isSaved = searches.includes(search)
  const keep = () => {
    save(search)
    say(t('Saved the search'), () => forget(search))
  }
  const drop = () => {
    forget(search)
    say(t('Forgot the search'), () => save(search))
  }
  return (
    <IconButton label={isSaved ? t('Forget this search') : t('Save this search')} onClick={isSaved ? drop : keep}>
      {isSaved ? <BookmarkCheck /> : <Bookmark />}
    </IconButton>
  )
}
