// What a torture scenario is. Each proves one promise of DESIGN §4 by trying to break it.
import { type Random } from './random.ts'

export interface TortureOptions {
  /** `short` fits into a unit test run; `full` is what `npm run torture` does. */
  form: 'short' | 'full'
  random: Random
  /** A folder of this scenario's own, removed afterwards. */
  folder: string
}

export interface TortureOutcome {
  /** What was measured, one sentence a line. */
  figures: string[]
  /** What broke the invariant; empty when it held. */
  failures: string[]
}

export interface Scenario {
  name: string
  /** The rules of DESIGN §4 it tests. */
  rules: string
  invariant: string
  run: (options: TortureOptions) => Promise<TortureOutcome>
}

/** Failures that are told; the number of the others is told too. */
const toldFailures = 20

export const tellFailures = (failures: readonly string[]): string[] =>
  failures.length <= toldFailures ? [...failures] : [...failures.slice(0, toldFailures), `and ${failures.length - toldFailures} more`]
