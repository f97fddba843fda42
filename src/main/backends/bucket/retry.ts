// Trying again what a network or a busy service failed, with growing, random pauses.
import { setTimeout as sleep } from 'node:timers/promises'
import { type VitrineError } from '../../../shared/errors.ts'

/** A failure that another try may mend; `failure` is what it is when none does. */
export class TransientFault extends Error {
  readonly failure: VitrineError

  constructor(failure: VitrineError) {
    super(failure.message)
    this.failure = failure
  }
}

export interface RetryOptions {
  /** Tries in all. */
  attempts: number
  signal?: AbortSignal | undefined
}

/** Tests shorten the pauses. */
export const pace = { firstPauseMs: 100, longestPauseMs: 5000 }

/** Some 15 seconds in all: longer than a service's restart, shorter than a person's patience. */
export const patient: RetryOptions = { attempts: 8 }
/** For the first words with a store: a wrong address should not take long to be called one. */
export const hasty: RetryOptions = { attempts: 3 }

/**
 * Does the work until it succeeds, fails for good, or was tried often enough.
 * @throws the failure of the last try; what `signal` was aborted with
 */
export async function retrying<T>(work: () => Promise<T>, { attempts, signal }: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TransientFault)) throw error
      if (attempt >= attempts) throw error.failure
      await pause(attempt, signal)
    }
  }
}

/** Between nothing and twice the last longest pause, so that many clients of a service that comes back do not come all at once. */
export async function pause(attempt: number, signal?: AbortSignal): Promise<void> {
  const longest = Math.min(pace.longestPauseMs, pace.firstPauseMs * 2 ** attempt)
  await sleep(Math.random() * longest, undefined, signal === undefined ? {} : { signal })
}
