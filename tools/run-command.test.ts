import { expect, test } from 'vitest'
import { runCommand } from './run-command.ts'

test('keeps what a command wrote and how it ended', async () => {
  const result = await runCommand('echo out && echo err >&2 && exit 3', { timeoutMs: 10_000 })
  expect(result).toMatchObject({ code: 3, timedOut: false })
  expect(result.output.split('\n').toSorted()).toEqual(['', 'err', 'out'])
})

test('finds the programs of node_modules', async () => {
  const { code, output } = await runCommand('node -p process.versions.node', {
    timeoutMs: 10_000,
    environment: { PATH: process.env['PATH'] ?? '' },
  })
  expect([code, Number(output.split('.')[0]) >= 22]).toEqual([0, true])
})

test.skipIf(process.platform === 'win32')('ends a command that takes too long, with all it started', async () => {
  // Both would hold the output open until they end.
  const { timedOut, durationMs } = await runCommand('sleep 60 & sleep 61', { timeoutMs: 300 })
  expect(timedOut).toBe(true)
  expect(durationMs).toBeLessThan(2_500)
})

test('says 127 when there is no such program', async () => {
  expect(await runCommand('no-such-program-of-vitrine', { timeoutMs: 10_000 })).toMatchObject({ code: 127 })
})
