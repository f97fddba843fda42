// Builds the window's parts and hands them to each other.
import './ask-first.ts'
import './ui/tokens.css'
import './ui/base.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { spokenLanguage } from '../shared/language/translate.ts'
import { createClient } from './client/client.ts'
import { ClientProvider } from './client/ClientContext.tsx'
import { tellLanguage } from './client/shell-news.ts'
import { followChanges } from './state/changes.ts'
import { watchKeyChoices } from './state/keys/key-bindings.ts'
import { watchNavigation } from './state/navigation.ts'
import { watchLooks, watchPreferences } from './state/preferences.ts'
import { createQueryClient, firstReads } from './state/query.ts'
import { watchShortcuts } from './state/shortcuts.ts'
import { setDensity } from './ui/reader/density.ts'
import { setShownKeys } from './ui/reader/shown-keys.ts'
import { fetchLaterViews } from './views/window/later-view.ts'
import { Window } from './views/window/Window.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

document.documentElement.lang = spokenLanguage()
tellLanguage(spokenLanguage())
watchLooks(document.documentElement)
watchNavigation()
watchKeyChoices(setShownKeys)
watchPreferences(({ density }) => setDensity(density))
watchShortcuts()

const client = createClient()
const queryClient = createQueryClient()
const firstList = firstReads(queryClient)
void firstList.then(fetchLaterViews)
/** Changes are followed behind the first list, for what was read before is then read again; and soon when that is long in coming. */
const listOrPatience = Promise.race([firstList, new Promise((resolve) => setTimeout(resolve, 3000))])

/** Not from this file's own level: whoever looks at calls from outside would have all of it read again for the place of that one. */
function FollowChanges() {
  useEffect(() => {
    const stop = new AbortController()
    void listOrPatience.then(() => followChanges(client, queryClient, stop.signal))
    return () => stop.abort()
  }, [])
  return null
}

const shown = createRoot(root)
// At once, for a page counts as loaded when this file has run: keys that are pressed from then on are heard.
flushSync(() => {
  shown.render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <ClientProvider client={client}>
            <FollowChanges />
            <Window />
          </ClientProvider>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
})
