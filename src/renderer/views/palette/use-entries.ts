// What the palette offers: what can be done now, stores opened before, and places that typed words name.
import { t } from '../../../shared/language/translate.ts'
import { useDeferredValue, useMemo, useState } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { type SpecSummary } from '../../../shared/spec.ts'
import { type Command, listCommands } from '../../state/commands.ts'
import { findCommands } from '../../state/keys/find-commands.ts'
import { navigate } from '../../state/navigation.ts'
import { useSavedSearches } from '../../state/saved-searches.ts'
import { useSpecs } from '../../state/specs.ts'
import { useOpenStore, useRecentStores, useStoreInfo } from '../../state/store.ts'
import { say, toasts } from '../../ui/notices/toasts.ts'
import { storeName } from '../store/store-name.ts'

const mostStores = 5
/** Of specs and tasks: more words find the others. */
const mostPlaces = 20

export interface EntryGroup {
  name: string
  entries: Command[]
}

interface PaletteEntries {
  /** Each in the place of its best entry. */
  groups: EntryGroup[]
  /** What is first is not known yet: places are still read, or looked for. */
  isComing: boolean
}

export function usePaletteEntries(query: string): PaletteEntries {
  // As it was when the palette opened: nothing behind it changes what can be done.
  const [commands] = useState(listCommands)
  const stores = useStoreEntries()
  const searches = useSearchEntries()
  const searched = useDeferredValue(query)
  const { places, isRead } = usePlaceEntries(searched)
  const found = findCommands([...commands, ...searches, ...stores], query)
  const groups = new Map<string, Command[]>()
  for (const entry of [...found, ...places]) {
    const group = groups.get(entry.group)
    if (group === undefined) groups.set(entry.group, [entry])
    else group.push(entry)
  }
  return {
    groups: [...groups].map(([name, entries]) => ({ name, entries })),
    isComing: found.length === 0 && (searched !== query || !isRead),
  }
}

function useStoreEntries(): Command[] {
  const recent = useRecentStores()
  const info = useStoreInfo()
  const openStore = useOpenStore()
  if (recent.state !== 'ready') return []
  const current = info.state === 'ready' ? info.value.uri : undefined
  const open = async (uri: string) => {
    const { root } = storeName(uri)
    const opening = toasts.add({ title: t('Opening {root}…', { root }), timeout: 0 })
    try {
      await openStore({ uri })
      navigate({ at: 'home' })
      say(t('Opened {root}', { root }))
    } catch (error) {
      const { what, wayOut } = describeError(toVitrineError(error))
      toasts.add({ title: what, description: wayOut, type: 'failure', priority: 'high', timeout: 0 })
    } finally {
      toasts.close(opening)
    }
  }
  return recent.value
    .filter(({ uri }) => uri !== current)
    .slice(0, mostStores)
    .map(({ uri }) => ({
      id: `store ${uri}`,
      label: t('Open {root}', { root: storeName(uri).root }),
      group: t('Stores'),
      words: 'recent',
      run: () => void open(uri),
    }))
}

function useSearchEntries(): Command[] {
  const { searches } = useSavedSearches()
  return searches.map((search) => ({
    id: `search ${search}`,
    label: search,
    group: t('Saved searches'),
    run: () => navigate({ at: 'search', search }),
  }))
}

function usePlaceEntries(query: string): { places: Command[]; isRead: boolean } {
  const specs = useSpecs()
  const all = useMemo(() => (specs.state === 'ready' ? specs.value.flatMap(placesOf) : []), [specs])
  const places = useMemo(() => (query.trim() === '' ? [] : findCommands(all, query).slice(0, mostPlaces)), [all, query])
  return { places, isRead: specs.state !== 'loading' }
}

function placesOf({ specName, tasks }: SpecSummary): Command[] {
  const group = t('Specs and tasks')
  return [
    { id: `spec ${specName}`, label: specName, group, run: () => navigate({ at: 'spec', specName }) },
    ...tasks.map(({ taskId }) => ({
      id: `task ${JSON.stringify([specName, taskId])}`,
      label: `${specName} › ${taskId}`,
      group,
      run: () => navigate({ at: 'task', specName, taskId }),
    })),
  ]
}
