// What happens after a part of the app has crashed: it comes back by itself, but not for ever.

/** `again`: start it again without a word. `ask`: say what happened, and let the person decide. */
export type CrashDecision = 'again' | 'ask'

const spanMs = 60_000
const mostTimes = 2

/** Decides for each crash in turn; `now` is in milliseconds. */
export function createCrashPolicy(): (now: number) => CrashDecision {
  let times: number[] = []
  return (now) => {
    times = [...times.filter((time) => now - time < spanMs), now]
    if (times.length <= mostTimes) return 'again'
    times = []
    return 'ask'
  }
}

/** Reasons Electron gives for the end of a page's process that are no crash. */
export function isCrash(reason: string): boolean {
  return reason !== 'clean-exit'
}
