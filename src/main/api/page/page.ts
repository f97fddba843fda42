// A review page before it is written: what is in it, with every text of others held apart, so that all of them are looked through.
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { type LeftOut } from '../../../shared/review-page/review-page.ts'
import { type TestStatus, type TestTotals } from '../../../shared/test-report.ts'

/** A text that the page shows and did not make. */
export interface PageText {
  where: string
  /** The line of the artifact at which it begins. */
  firstLine: number
  text: string
}

export interface PageDiff {
  name: string
  facts: string
  text: PageText
}

export interface PageTest {
  status: TestStatus
  name: PageText
  detail: PageText | undefined
}

export interface PageTests {
  name: string
  totals: TestTotals
  /** Those that did not pass. */
  tests: PageTest[]
}

export interface PageLog {
  name: string
  lines: number
  isChosen: boolean
  pieces: PageText[]
}

export interface PageArtifact {
  name: string
  type: string
  sizeBytes: number
  checksum: string
  damage: string | undefined
}

export interface PageFlip {
  flip: string
  isBad: boolean
  transition: string
  name: PageText
  message: PageText | undefined
}

export interface PageComparison {
  tests: { name: string; counts: { flip: string; count: number }[]; flips: PageFlip[] }[]
  /** What leads from the first patch's result to the second's; `same` files are not in it. */
  diffs: { name: string; same: number; text: PageText }[]
}

export interface PageNote {
  where: string
  /** Who wrote it and when, and whether it is settled. */
  facts: PageText
  quote: PageText | undefined
  text: PageText
}

export interface PageAttempt {
  attempt: AttemptName
  facts: { label: string; value: PageText }[]
  notes: PageNote[]
  tests: PageTests[]
  diffs: PageDiff[]
  logs: PageLog[]
  artifacts: PageArtifact[]
}

export interface Page {
  title: string
  madeAt: string
  /** What is exported, then what it is compared with. */
  attempts: PageAttempt[]
  comparison: PageComparison | undefined
  leftOut: LeftOut[]
}

/** Every text of others, in the order in which it is read. */
export function textsOf({ attempts, comparison }: Page): PageText[] {
  const compared = [
    ...(comparison?.tests.flatMap(({ flips }) =>
      flips.flatMap(({ name, message }) => (message === undefined ? [name] : [name, message])),
    ) ?? []),
    ...(comparison?.diffs.map(({ text }) => text) ?? []),
  ]
  const held = attempts.flatMap(({ facts, notes, tests, diffs, logs }) => [
    ...facts.map(({ value }) => value),
    ...notes.flatMap(({ facts, quote, text }) => (quote === undefined ? [facts, text] : [facts, quote, text])),
    ...tests.flatMap(({ tests }) => tests.flatMap(({ name, detail }) => (detail === undefined ? [name] : [name, detail]))),
    ...diffs.map(({ text }) => text),
    ...logs.flatMap(({ pieces }) => pieces),
  ])
  return [...compared, ...held]
}
