// Testing the way to a store step by step, so that people learn which part of it is broken.
import { describeError } from '../../shared/error-words.ts'
import { isVitrineError, toVitrineError } from '../../shared/errors.ts'
import { type TestStep, type TestStepName } from '../../shared/store-reach.ts'
import { type GcsSettings, type S3Settings } from '../store/store-settings.ts'
import { bucketChecks } from './bucket/bucket-checks.ts'
import { folderChecks } from './folder-checks.ts'
import { isBucketUri } from './bucket/bucket-address.ts'

export interface ConnectionSettings {
  s3: S3Settings
  gcs: GcsSettings
}

/** Finds out about one step, or about several at once. */
export interface ConnectionCheck {
  steps: readonly TestStepName[]
  /** Answers with what is worth saying though nothing failed. */
  run: () => Promise<string | null>
}

export interface ConnectionChecks {
  checks: readonly ConnectionCheck[]
  close: () => Promise<void>
}

/**
 * All steps, now and after every change, until they are over. Nothing is made or left behind at the store.
 * @throws request.invalid for a URI that names no store
 */
export async function* testConnection(uri: string, settings: ConnectionSettings, signal?: AbortSignal): AsyncGenerator<TestStep[]> {
  const { checks, close } = isBucketUri(uri) ? bucketChecks(uri, settings) : folderChecks(uri)
  const steps = checks.flatMap((check) => check.steps.map((step): TestStep => ({ step, outcome: 'waiting' })))
  const set = (from: number, to: number, outcomeOf: (step: TestStepName) => TestStep) => {
    for (const [index, { step }] of steps.entries()) if (index >= from && index < to) steps[index] = outcomeOf(step)
  }
  try {
    let first = 0
    for (const { steps: names, run } of checks) {
      if (signal?.aborted === true) return
      const next = first + names.length
      set(first, next, (step) => ({ step, outcome: 'running' }))
      yield [...steps]
      const startedAt = performance.now()
      const tookMs = () => Math.round(performance.now() - startedAt)
      try {
        const remark = await run()
        set(first, next, (step) => ({ step, outcome: 'passed', tookMs: tookMs(), remark: step === names.at(-1) ? remark : null }))
      } catch (error) {
        const known = toVitrineError(error)
        const blamed = steps.findIndex(({ step }) => step === (blame(error) ?? names[0]))
        const failed = blamed === -1 ? first : blamed
        set(first, failed, (step) => ({ step, outcome: 'passed', tookMs: tookMs(), remark: null }))
        set(failed, failed + 1, (step) => ({
          step,
          outcome: 'failed',
          tookMs: tookMs(),
          failure: { code: known.code, ...describeError(known) },
        }))
        set(failed + 1, steps.length, (step) => ({ step, outcome: 'skipped' }))
        yield [...steps]
        return
      }
      first = next
    }
    yield [...steps]
  } finally {
    await close()
  }
}

/** The step that an error of a bucket belongs to, whichever request met it. */
function blame(error: unknown): TestStepName | undefined {
  if (isVitrineError(error, 'store.unreachable')) {
    switch (error.details.problem) {
      case 'unknown-host':
        return 'resolve'
      case 'no-answer':
        return 'connect'
      case 'wrong-clock':
        return 'credentials'
      case 'no-bucket':
      case 'wrong-region':
        return 'bucket'
      case undefined:
        return undefined
    }
  }
  if (!isVitrineError(error, 'store.denied') || error.details.problem === undefined) return undefined
  return error.details.problem === 'not-allowed' ? error.details.operation : 'credentials'
}
