// Cucumber's JSON: a scenario is a test, its steps are not.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

interface Step {
  name: string
  outcome: string
  durationMs: number
  error: string | undefined
}

function stepOf(step: unknown, unitMs: number): Step {
  const result = member(step, 'result')
  const error = member(result, 'error_message')
  return {
    name: `${textOf(member(step, 'keyword')) ?? ''}${textOf(member(step, 'name')) ?? ''}`.trim(),
    outcome: (textOf(member(result, 'status')) ?? 'undefined').toLowerCase(),
    durationMs: (numberOf(member(result, 'duration')) ?? 0) * unitMs,
    error: textOf(error) ?? (Array.isArray(error) ? error.flatMap((line) => textOf(line) ?? []).join('\n') : undefined),
  }
}

/** Steps with the hooks around them, in the order they ran. */
function stepsOf(element: unknown): unknown[] {
  const steps = listOf(member(element, 'steps')).flatMap((step) => [
    ...listOf(member(step, 'before')),
    step,
    ...listOf(member(step, 'after')),
  ])
  return [...listOf(member(element, 'before')), ...steps, ...listOf(member(element, 'after'))]
}

/** A pending or undefined step is not written yet: the scenario is a todo. */
function statusOf(steps: readonly Step[]): TestStatus {
  if (steps.some(({ outcome }) => outcome === 'failed' || outcome === 'ambiguous')) return 'failed'
  return steps.length > 0 && steps.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'skipped'
}

/** Behave says of the scenario itself how it ended. */
function saidStatus(element: unknown): TestStatus | undefined {
  const status = textOf(member(element, 'status'))
  if (status === undefined) return undefined
  if (status === 'passed') return 'passed'
  return status === 'failed' ? 'failed' : 'skipped'
}

function placeOf(uri: string | undefined, element: unknown): Pick<FoundCase, 'file' | 'line'> {
  const [, file, line] = /^(.+):(\d+)$/.exec(textOf(member(element, 'location')) ?? '') ?? []
  return { file: uri ?? file, line: numberOf(member(element, 'line')) ?? Number(line) }
}

function readFeature(feature: unknown, report: ReportCollector): void {
  // A background's steps stand before the scenario that they belong to.
  let background: unknown[] = []
  const uri = textOf(member(feature, 'uri'))
  // Behave names a place instead, and counts in seconds.
  const unitMs = uri === undefined ? 1000 : 1e-6
  for (const element of listOf(member(feature, 'elements'))) {
    if (member(element, 'type') === 'background') {
      background = stepsOf(element)
      continue
    }
    const all = [...background, ...stepsOf(element)]
    const steps = all.map((step) => stepOf(step, unitMs))
    background = []
    const status = saidStatus(element) ?? statusOf(steps)
    const odd = steps.find(({ outcome }) => (status === 'failed' ? outcome === 'failed' || outcome === 'ambiguous' : outcome !== 'passed'))
    report.add({
      name: textOf(member(element, 'name')) ?? '',
      suite: [textOf(member(feature, 'name')) ?? uri ?? ''],
      status,
      durationMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0),
      message: odd === undefined ? undefined : (messageFrom(odd.error) ?? `${odd.outcome}: ${odd.name}`),
      trace: odd?.error,
      ...placeOf(uri, element),
      attachments: all
        .flatMap((step) => listOf(member(step, 'embeddings')))
        .map((embedding) => ({
          name: textOf(member(embedding, 'name')),
          mimeType: textOf(member(embedding, 'mime_type')) ?? textOf(member(member(embedding, 'media'), 'type')),
        })),
    })
  }
}

export const cucumberJson: ReportFormat = {
  name: 'cucumber-json',
  family: 'json',
  lists: [''],
  matches: (value) =>
    listOf(value).some(
      (feature) => (has(feature, 'uri') || has(feature, 'location')) && (has(feature, 'elements') || has(feature, 'keyword')),
    ),
  read: (value, report) => {
    for (const feature of listOf(value)) readFeature(feature, report)
  },
}
