// Keys as this reader chose them. The window and its viewers go on listening for the keys of the tables; what is typed is translated first.
import { t } from '../../../shared/language/translate.ts'
import { setPreferences, usePreferences, watchPreferences } from '../preferences.ts'

/** The keys of a table, and what the reader presses instead. A single key gives way to a single key, a sequence also to a sequence. */
export type KeyChoices = Readonly<Record<string, string>>

const isSequence = (keys: string) => keys.includes(' ')

/** What to press for the keys of a table. */
export function chosenKeys(keys: string, choices: KeyChoices): string {
  return choices[keys] ?? keys
}

/** The table's key that a pressed single key stands for; undefined for one that was given up. */
export function tableKey(pressed: string, choices: KeyChoices): string | undefined {
  const chosen = Object.entries(choices).find(([keys, choice]) => choice === pressed && !isSequence(keys))
  if (chosen !== undefined) return chosen[0]
  return choices[pressed] === undefined ? pressed : undefined
}

/** Why keys cannot be pressed for those of a table, in words; undefined when they can. `all` are the keys of every table, with labels. */
export function keysProblem(
  chosen: string,
  keys: string,
  all: readonly { keys: string; label: string }[],
  choices: KeyChoices,
): string | undefined {
  const parts = chosen.split(' ')
  if (parts.some((part) => part.length !== 1)) return t('Letters, digits and signs can be chosen, alone or one after another.')
  if (parts.length > (isSequence(keys) ? 2 : 1)) return isSequence(keys) ? t('Two keys are the most.') : t('This takes a single key.')
  const taken = all.find((other) => {
    const press = chosenKeys(other.keys, choices)
    return other.keys !== keys && (press === chosen || press.startsWith(`${chosen} `) || chosen.startsWith(`${press} `))
  })
  return taken === undefined
    ? undefined
    : t('“{label}” has {chosenKeys} already.', { label: taken.label, chosenKeys: chosenKeys(taken.keys, choices) })
}

let current: KeyChoices = {}

/** The choices of this reader, for who listens to keys. */
export const keyChoices = (): KeyChoices => current

/** Follows what the reader chooses; `onChange` is given how keys are written from then on. Returns the function that stops it. */
export function watchKeyChoices(onChange: (show: (keys: string) => string) => void): () => void {
  return watchPreferences(({ keys }) => {
    current = keys
    onChange((table) => chosenKeys(table, keys))
  })
}

export function useKeyChoices(): KeyChoices {
  return usePreferences().keys
}

/** Chooses keys, or with undefined goes back to the table's. */
export function chooseKeys(choices: KeyChoices, keys: string, chosen: string | undefined): void {
  const { [keys]: _before, ...others } = choices
  setPreferences({ keys: chosen === undefined || chosen === keys ? others : { ...others, [keys]: chosen } })
}

export function resetKeys(): void {
  setPreferences({ keys: {} })
}
