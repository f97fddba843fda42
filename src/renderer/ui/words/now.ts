import { useSyncExternalStore } from 'react'

const stepMs = 30_000

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, stepMs)
  return () => clearInterval(timer)
}

/** The time now, as it is looked at; it goes on by half a minute, and is at most that much behind. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs)
}

const secondMs = 1000

function subscribeSeconds(listener: () => void): () => void {
  const timer = setInterval(listener, secondMs)
  return () => clearInterval(timer)
}

const subscribeNever = () => () => undefined

/** The time now, going on by the second while `isRunning`. */
export function useSecond(isRunning: boolean): number {
  return useSyncExternalStore(isRunning ? subscribeSeconds : subscribeNever, () => Math.floor(Date.now() / secondMs) * secondMs)
}
