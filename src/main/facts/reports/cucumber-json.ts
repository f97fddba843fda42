// Cucumber's JSON: a scenario is a test, its steps are not.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

interface Step {
  name: string
  outcome: string
  durationMs: number
  error: string | undefined
}

function stepOf(step: unknown): Step {
  const result = member(step, 'result')
  return {
    name: `${textOf(member(step, 'keyword')) ?? ''}${textOf(member(step, 'name')) ?? ''}`.trim(),
    outcome: (textOf(member(result, 'status')) ?? 'undefined').toLowerCase(),
    durationMs: (numberOf(member(result, 'duration')) ?? 0) / 1e6,
    error: textOf(member(result, 'error_message')),
  }
}

/** Steps with the hooks around them, in the order they ran. */
function stepsOf(element: unknown): Step[] {
  const steps = listOf(member(element, 'steps')).flatMap((step) => [
    ...listOf(member(step, 'before')),
    step,
    ...listOf(member(step, 'after')),
  ])
  return [...listOf(member(element, 'before')), ...steps, ...listOf(member(element, 'after'))].map(stepOf)
}

/** A pending or undefined step is not written yet: the scenario is a todo. */
function statusOf(steps: readonly Step[]): TestStatus {
  if (steps.some(({ outcome }) => outcome === 'failed' || outcome === 'ambiguous')) return 'failed'
  return steps.length > 0 && steps.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'skipped'
}

function readFeature(feature: unknown, report: ReportCollector): void {
  // A background's steps stand before the scenario that they belong to.
  let background: Step[] = []
  for (const element of listOf(member(feature, 'elements'))) {
    if (member(element, 'type') === 'background') {
      background = stepsOf(element)
      continue
    }
    const steps = [...background, ...stepsOf(element)]
    background = []
    const status = statusOf(steps)
    const odd = steps.find(({ outcome }) => (status === 'failed' ? outcome === 'failed' || outcome === 'ambiguous' : outcome !== 'passed'))
    report.add({
      name: textOf(member(element, 'name')) ?? '',
      suite: [textOf(member(feature, 'name')) ?? textOf(member(feature, 'uri')) ?? ''],
      status,
      durationMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0),
      message: odd === undefined ? undefined : (messageFrom(odd.error) ?? `${odd.outcome}: ${odd.name}`),
      trace: odd?.error,
      file: textOf(member(feature, 'uri')),
      line: numberOf(member(element, 'line')),
    })
  }
}

export const cucumberJson: ReportFormat = {
  name: 'cucumber-json',
  family: 'json',
  matches: (value) => listOf(value).some((feature) => has(feature, 'uri') && (has(feature, 'elements') || has(feature, 'keyword'))),
  read: (value, report) => {
    for (const feature of listOf(value)) readFeature(feature, report)
  },
}
