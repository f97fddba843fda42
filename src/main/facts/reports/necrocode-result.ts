// NecroCode's test-result.json: the commands that an agent ran as its tests.
import { type TestCase } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, secondsOf, textOf } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

/** A command is one test case: what it printed is kept, and is what a runner's own summary is found in. */
export const necrocodeResult: ReportFormat = {
  name: 'necrocode-result',
  family: 'json',
  lists: ['test_results'],
  matches: (value) => Array.isArray(member(value, 'test_results')) && has(value, 'success'),
  read: (value, report) => {
    for (const result of listOf(member(value, 'test_results'))) {
      const succeeded = member(result, 'success') === true
      const [stdout, stderr] = [textOf(member(result, 'stdout')) ?? '', textOf(member(result, 'stderr')) ?? '']
      report.add({
        name: textOf(member(result, 'command')) ?? '',
        status: succeeded ? 'passed' : 'failed',
        durationMs: secondsOf(member(result, 'duration_seconds')),
        message: succeeded ? undefined : failureOf(result, stdout, stderr),
        output: [stdout.trimEnd(), stderr.trimEnd()].filter((text) => text !== '').join('\n'),
      })
    }
    report.durationMs = secondsOf(member(value, 'total_duration_seconds')) ?? null
  },
}

/** The exit code, and the last line that the command printed: runners sum up there. */
function failureOf(result: unknown, stdout: string, stderr: string): TestCase['message'] {
  const code = numberOf(member(result, 'exit_code'))
  const last = [stdout, stderr].map((text) => text.trimEnd().split('\n').at(-1)?.trim() ?? '').find((line) => line !== '')
  return [code === undefined ? 'failed' : `exit code ${code}`, last].filter((part) => part !== undefined).join(': ')
}
