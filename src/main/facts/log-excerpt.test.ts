import { expect, test } from 'vitest'
import { excerptLog } from './log-excerpt.ts'

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

const lines = Array.from({ length: 200 }, (_, index) => (index === 99 ? 'Error: it broke' : `step ${index + 1}`))
const log = `${lines.join('\n')}\n`

test('of a log, its errors with three lines on either side are taken, and its end', async () => {
  const { pieces, lines: count, isCut } = await excerptLog(bytesOf(log), undefined)
  expect([count, isCut]).toEqual([200, false])
  expect(pieces.map(({ firstLine, text }) => [firstLine, text.split('\n').length])).toEqual([
    [97, 7],
    [171, 30],
  ])
  expect(pieces[0]?.text.split('\n')[3]).toBe('Error: it broke')
})

test('chosen lines are taken as they stand, wherever they are, joined where they touch', async () => {
  const ranges = [
    { first: 3, last: 4 },
    { first: 5, last: 6 },
    { first: 199, last: 500 },
  ]
  const { pieces } = await excerptLog(bytesOf(log), ranges)
  expect(pieces).toEqual([
    { firstLine: 3, text: 'step 3\nstep 4\nstep 5\nstep 6' },
    { firstLine: 199, text: 'step 199\nstep 200' },
  ])
})

test('terminal codes and overwritten text are left out, and a cut is said', async () => {
  const { pieces } = await excerptLog(bytesOf('\u001B[31mred\u001B[0m\r\n10%\r50%\r100%\n'), undefined)
  expect(pieces).toEqual([{ firstLine: 1, text: 'red\n100%' }])
  const long = await excerptLog(bytesOf('x\n'.repeat(5000)), [{ first: 1, last: 5000 }])
  expect([long.isCut, long.pieces[0]?.text.split('\n').length]).toEqual([true, 2000])
  expect((await excerptLog(bytesOf('Error: x\n'.repeat(50)), undefined)).isCut).toBe(true)
})
