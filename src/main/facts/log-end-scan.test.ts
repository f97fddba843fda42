import { expect, it } from 'vitest'
import { LogEndScan } from './log-end-scan.ts'

function endOf(text: string, hasSummary = false) {
  const scan = new LogEndScan()
  const lines = text.split('\n')
  const endsInLine = lines.at(-1) !== ''
  for (const line of endsInLine ? lines : lines.slice(0, -1)) scan.line(line)
  return scan.end({ endsInLine, hasSummary })
}
const filler = 'a line\n'.repeat(100)

it.each([
  ['[django] Return Code: 1 \n>>>>> Some Tests Failed\n', 1, 1],
  ['all fine\nProcess completed with exit code 0.\n', 0, 2],
  ['x\nuser command error: exit status 2\n', 2, 2],
  ['child process exited with code -9\n', -9, 1],
])('an exit code at the end is the end: %j', (text, exitCode, line) => {
  expect(endOf(text)).toEqual({ state: 'complete', exitCode, line, text: null })
})

it('an exit code far above the end is that of something else', () => {
  expect(endOf(`exit code 1\n${filler}`)).toMatchObject({ state: 'silent', exitCode: null })
})

it('a test summary ends a log as well', () => {
  expect(endOf(filler, true)).toMatchObject({ state: 'complete', line: 100 })
})

it.each([
  'Killed',
  'error: timed out after 600 s',
  '>>>>> Tests Timed Out',
  '[truncated 4 MB]',
  'signal: killed',
  'Segmentation fault (core dumped)',
])('what says that the run was stopped is found and quoted: %s', (line) => {
  expect(endOf(`${filler}${line}\nbye\n`, true)).toMatchObject({ state: 'stopped', line: 101, text: line })
})

it('a test about timeouts or killing stops nothing', () => {
  expect(endOf('test_killed PASSED\ntests/test_timeout.py::test_timed_out PASSED\nKilled processes: 0\n', true)).toMatchObject({
    state: 'complete',
  })
})

it('a last line without an end, and an empty log', () => {
  expect(endOf('half a li')).toEqual({ state: 'mid-line', exitCode: null, line: 1, text: null })
  expect(endOf('')).toMatchObject({ line: null })
})
