import { describe, expect, it } from 'vitest'
import { maskLine } from './mask-line.ts'

const time = '<time>'

describe('a masked line has no', () => {
  it.each([
    ['2026-11-21T08:00:00.123Z ready', `${time} ready`],
    ['[2024-06-01 12:00:01,234] ready', `[${time}] ready`],
    ['Nov 21 08:00:01 host ready', `${time} host ready`],
    ['Sat, 21 Nov 2026 03:04:05 GMT', time],
    ['[21/Nov/2026:03:04:05 +0000]', `[${time}]`],
    ['at 1732160000', `at ${time}`],
  ])('time: %s', (line, masked) => expect(maskLine(line)).toBe(masked))

  it.each([
    ['Ran 58 tests in 0.312s', 'Ran 58 tests in <duration>'],
    ['real\t0m3.21s', 'real\t<duration>'],
    ['GET /health 200 in 12 ms', 'GET /health 200 in <duration>'],
    ['compiled 3 hours ago', 'compiled <duration> ago'],
    ['[   12.345678] eth0 up', '[   <duration>] eth0 up'],
    ['Downloading at 12.3 MB/s', 'Downloading at <rate>'],
  ])('duration: %s', (line, masked) => expect(maskLine(line)).toBe(masked))

  it.each([
    ['/home/ana/app/src/x.py:12: boom', '<path>/x.py:12: boom'],
    ['File "/testbed/django/db/base.py", line 5', 'File "<path>/base.py", line 5'],
    [String.raw`C:\Users\me\x.txt not found`, '<path>/x.txt not found'],
    ['made tmpab12cd34/file', 'made <tmp>/file'],
  ])('place on one machine: %s', (line, masked) => expect(maskLine(line)).toBe(masked))

  it.each([
    ['commit 5afe7e1d: fix', 'commit <id>: fix'],
    ['a1b2c3d4-1234-1234-1234-1234567890ab', '<id>'],
    ['<object at 0x7f0f25d42800>', '<object at <address>>'],
    ['on 127.0.0.1:53211 and localhost:8080', 'on <host> and <host>'],
    ['started pid=4711, Worker-3', 'started pid=<number>, Worker-<number>'],
    ['sshd[1234]: ok', 'sshd[<number>]: ok'],
    ['random seed:        60735317', 'random seed:        <number>'],
  ])('id, address or process: %s', (line, masked) => expect(maskLine(line)).toBe(masked))
})

describe('a masked line keeps', () => {
  it.each([
    '3 failed, 12 passed',
    'src/a/b.ts:12:3 error TS2345: not assignable',
    'test_foo (a.b.C) ... ok',
    'std::vector<int>::push',
    'GET https://example.com/a/b',
    'Step 3/10 : RUN apt',
    'x = y/z/w',
    'facade decade defaced',
    'v1.2.3',
    '50% [=====>   ]',
  ])('what says something: %s', (line) => expect(maskLine(line)).toBe(line))
})

// Growing with the square would take minutes.
it('a line of any kind is masked in time that grows with its length alone', { timeout: 20_000 }, () => {
  for (const piece of ['1:', 'a.', 'a-', '/a', '1 ', '0-', '12:34:', 'tmp1-', 'Nov 1 ', '::']) {
    // What stands at the end makes each mask look.
    const masked = maskLine(`${piece.repeat(100_000)} a:1 /tmp [1 -1234- 1.1 0x1 1234567890 port took 1s`)
    expect(masked, piece).not.toContain('1234567890')
  }
})
