// The connection test that is shown: one at a time, and a new one ends the one before.
import { useEffect, useRef, useState } from 'react'
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type StoreChoice, type TestStep } from '../../shared/store-reach.ts'
import { useClient } from '../client/ClientContext.tsx'

export type StoreTest =
  | { state: 'none' }
  | { state: 'running'; uri: string; steps: TestStep[] }
  | { state: 'over'; uri: string; steps: TestStep[] }
  | { state: 'failed'; uri: string; error: VitrineError }

export interface StoreTesting {
  test: StoreTest
  start: (choice: StoreChoice) => void
  /** Ends it and takes it off the screen. */
  clear: () => void
}

export function useStoreTest(): StoreTesting {
  const client = useClient()
  const [test, setTest] = useState<StoreTest>({ state: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const run = async (choice: StoreChoice, signal: AbortSignal) => {
    const { uri } = choice
    const show = (next: StoreTest) => {
      if (!signal.aborted) setTest(next)
    }
    let steps: TestStep[] = []
    show({ state: 'running', uri, steps })
    try {
      for await (const told of await client.store.test(choice, { signal })) {
        steps = told
        show({ state: 'running', uri, steps })
      }
      show({ state: 'over', uri, steps })
    } catch (error) {
      show({ state: 'failed', uri, error: toVitrineError(error) })
    }
  }
  return {
    test,
    start: (choice) => {
      running.current?.abort()
      running.current = new AbortController()
      void run(choice, running.current.signal)
    },
    clear: () => {
      running.current?.abort()
      setTest({ state: 'none' })
    },
  }
}
