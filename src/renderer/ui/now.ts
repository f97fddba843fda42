import { useSyncExternalStore } from 'react'

const minuteMs = 60_000

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, minuteMs / 2)
  return () => clearInterval(timer)
}

/** The time now, as it is looked at; it goes on by the minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.ceil(Date.now() / minuteMs) * minuteMs)
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
