// Searches that the reader keeps, the latest first; with the other preferences, for all windows of this browser.
import { setPreferences, usePreferences } from './preferences.ts'

const most = 50

interface SavedSearches {
  searches: readonly string[]
  save: (search: string) => void
  forget: (search: string) => void
}

export function useSavedSearches(): SavedSearches {
  const { searches } = usePreferences()
  const without = (search: string) => searches.filter((saved) => saved !== search)
  return {
    searches,
    save: (search) => setPreferences({ searches: [search, ...without(search)].slice(0, most) }),
    forget: (search) => setPreferences({ searches: without(search) }),
  }
}
