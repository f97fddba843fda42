// How this reader likes the window; kept by the browser, shared by its windows.
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { languages } from '../../shared/language/first-language.ts'

const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  language: z.enum(['system', ...languages]).catch('system'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  treeWidth: z.number().int().positive().catch(260),
  taskWidth: z.number().int().positive().catch(420),
  treeCollapsed: z.boolean().catch(false),
  taskCollapsed: z.boolean().catch(false),
  /** Specs the reader opened or closed in the tree, against its default. */
  openSpecs: z.record(z.string(), z.boolean()).catch({}),
  /** Keys of the tables, and what the reader presses instead. */
  keys: z.record(z.string(), z.string()).catch({}),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** Preferences from what was kept; anything odd in it falls back to its default. */
export function parsePreferences(kept: string | null): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(kept ?? '{}'))
  } catch {
    return preferencesSchema.parse({})
  }
}

const storageKey = 'vitrine.preferences'
const listeners = new Set<() => void>()
let kept: string | null = null
let preferences = parsePreferences(null)

function current(): Preferences {
  const now = localStorage.getItem(storageKey)
  if (now !== kept) {
    kept = now
    preferences = parsePreferences(now)
  }
  return preferences
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export function setPreferences(change: Partial<Preferences>): void {
  localStorage.setItem(storageKey, JSON.stringify({ ...current(), ...change }))
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, current)
}

/** Tells of the preferences now and whenever they change. Returns the function that stops it. */
export function watchPreferences(listener: (preferences: Preferences) => void): () => void {
  listener(current())
  return subscribe(() => listener(current()))
}

/** Lets the page follow the chosen looks. Returns the function that stops it. */
export function watchLooks(root: HTMLElement): () => void {
  const apply = () => {
    const { theme, density } = current()
    root.dataset['density'] = density
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }
  apply()
  return subscribe(apply)
}
