import { useState } from 'react'

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    // A browser may forbid storage; then the choice lasts as long as the page.
    return undefined
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // As above, or the storage is full.
  }
}

/** A choice of the reader that later pages remember; undefined until one was made. */
export function useStored<T extends string>(key: string, choices: readonly T[]): [T | undefined, (value: T) => void] {
  const [value, setValue] = useState(() => {
    const stored = read(key)
    return choices.find((choice) => choice === stored)
  })
  return [
    value,
    (next) => {
      setValue(next)
      write(key, next)
    },
  ]
}
