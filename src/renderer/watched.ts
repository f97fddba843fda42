import { useEffect, useState, useSyncExternalStore } from 'react'

/** A value outside of the components: those that care subscribe, and nothing else is rendered anew. Setting the same again tells nobody. */
export class Watched<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  get = (): T => this.#value

  set(value: T): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export function useWatched<T>(watched: Watched<T>): T {
  return useSyncExternalStore(watched.subscribe, watched.get)
}

/** The value once it has not changed for a moment: for what may follow a scroll at its end. */
export function useSettled<T>(watched: Watched<T>, quietMs: number): T {
  const [settled, setSettled] = useState(() => watched.get())
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      clearTimeout(wait)
      wait = setTimeout(() => setSettled(() => watched.get()), quietMs)
    }
    settle()
    const stop = watched.subscribe(settle)
    return () => {
      stop()
      clearTimeout(wait)
    }
  }, [watched, quietMs])
  return settled
}
