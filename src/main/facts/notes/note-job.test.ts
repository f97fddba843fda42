import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type LineSpot, type NotePlace } from '../../../shared/notes/note.ts'
import { walkDiff } from '../diff/diff-walk.ts'
import { scanDiff } from '../diff-scan.ts'
import { runNoteJob } from './note-job.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus')
const hasCorpus = existsSync(join(corpus, 'runs'))
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${corpus}: notes are not carried over its attempts (set VITRINE_CORPUS)`)

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const capture = async (text: string, spot: LineSpot, type = 'diff') =>
  (await runNoteJob({ is: 'capture', spot }, type, bytes(text))).captured
async function carry(from: string, spot: LineSpot, to: string, type = 'diff'): Promise<NotePlace | undefined> {
  const captured = await capture(from, spot, type)
  if (captured === undefined) throw new Error(`nothing at ${JSON.stringify(spot)}`)
  const wanted = [{ noteId: 'one', spot: captured.spot, anchor: { ...captured.lines, checksum: '' } }]
  return (await runNoteJob({ is: 'place', wanted }, type, bytes(to))).places.get('one')
}

const first = `diff --git a/src/price.ts b/src/price.ts
index 1111111..2222222 100644
--- a/src/price.ts
+++ b/src/price.ts
@@ -10,7 +10,8 @@ export function price(order) {
   const items = order.items
   const rate = rateOf(order.country)
   let total = 0
-  for (const item of items) total += item.price
+  for (const item of items) total += item.price * item.count
+  total = round(total)
   return total * rate
 }
 
`
/** Another attempt: a line more at the top, and the first line of the change is another. */
const second = `diff --git a/src/price.ts b/src/price.ts
index 1111111..3333333 100644
--- a/src/price.ts
+++ b/src/price.ts
@@ -1,3 +1,4 @@
+// Rounding is per order
 // Rates are per country
 
 // Prices
@@ -10,7 +11,8 @@ export function price(order) {
   const items = order.items
   const rate = rateOf(order.country)
   let total = 0
-  for (const item of items) total += item.price
+  for (const item of items) total += item.count * item.price
+  total = round(total)
   return total * rate
 }
 
`
const line = (side: 'left' | 'right', number: number): LineSpot => ({
  on: 'line',
  artifact: 'diff',
  path: 'src/price.ts',
  nth: 1,
  side,
  first: number,
  last: number,
})

describe('a note on a line of a diff', () => {
  test('is tied to the line with its neighbours on the same side', async () => {
    expect((await capture(first, line('right', 14)))?.lines).toEqual({
      text: ['  total = round(total)'],
      count: 1,
      before: ['  const rate = rateOf(order.country)', '  let total = 0', '  for (const item of items) total += item.price * item.count'],
      after: ['  return total * rate', '}', ''],
    })
    expect((await capture(first, line('left', 13)))?.lines.text).toEqual(['  for (const item of items) total += item.price'])
  })
  test('is at nothing where the diff does not show the line', async () => {
    expect(await capture(first, line('right', 99))).toBeUndefined()
    expect(await capture(first, { ...line('right', 13), path: 'src/other.ts' } as LineSpot)).toBeUndefined()
  })
  test('moves with the line in the next attempt, and stays behind when the line is another', async () => {
    expect(await carry(first, line('right', 14), second)).toEqual({ is: 'placed', spot: line('right', 15) })
    expect(await carry(first, line('left', 13), second)).toEqual({ is: 'placed', spot: line('left', 13) })
    expect(await carry(first, line('right', 13), second)).toEqual({ is: 'unplaced', reason: 'not-there' })
  })
})

describe('a note on a hunk', () => {
  const hunk: LineSpot = { ...line('right', 13), on: 'hunk' } as LineSpot
  test('is tied to its changed lines with their signs', async () => {
    const captured = await capture(first, { ...hunk, first: 10, last: 17 })
    expect(captured?.spot).toEqual({ ...hunk, first: 13, last: 14 })
    expect(captured?.lines.text).toEqual([
      '-  for (const item of items) total += item.price',
      '+  for (const item of items) total += item.price * item.count',
      '+  total = round(total)',
    ])
    expect(captured?.lines.before).toHaveLength(3)
  })
  test('is found where the same lines change, also in a larger hunk', async () => {
    const larger = first.replace('-10,7 +10,8', '-9,8 +9,10').replace('   const items', '+  check(order)\n   const items')
    expect(await carry(first, hunk, larger)).toEqual({ is: 'placed', spot: { ...hunk, first: 13, last: 14 } })
    expect(await carry(first, hunk, second)).toEqual({ is: 'unplaced', reason: 'not-there' })
  })
})

test('a note on lines of a log is found again at another time, with other ids and durations', async () => {
  const log = (time: string, id: string) =>
    [
      `${time} INFO start ${id}`,
      `${time} INFO collected 12 items in 0.31s`,
      `${time} \u001B[31mERROR connection to db-1 refused\u001B[0m`,
      `${time} INFO end`,
    ].join('\n')
  const spot: LineSpot = { on: 'range', artifact: 'log', first: 3, last: 3 }
  const next = `booting\n${log('2026-11-22 09:10:11.123', '9f86d081884c7d65').replace('0.31s', '1.2s')}`
  expect(await carry(log('2026-11-21 08:00:00.001', '2c26b46b68ffc68f'), spot, next, 'log')).toEqual({
    is: 'placed',
    spot: { ...spot, first: 4, last: 4 },
  })
})

const diffs = hasCorpus ? globSync('{formats,runs}/**/*.{diff,patch}{,.gz}', { cwd: corpus }) : []
const open = (path: string) => {
  const content = createReadStream(join(corpus, path))
  return path.endsWith('.gz') ? content.pipe(createGunzip()) : content
}

interface Row {
  spot: LineSpot
  signs: string
}

async function walk(path: string): Promise<Row[]> {
  const rows: Row[] = []
  let file = { path: '', nth: 1 }
  await walkDiff(open(path), {
    hunk: (next) => {
      file = next
    },
    row: (signs, _text, left, right) => {
      const [side, number] = right > 0 ? (['right', right] as const) : (['left', left] as const)
      rows.push({ signs, spot: { on: 'line', artifact: basename(path), ...file, side, first: number, last: number } })
    },
  })
  return rows
}

describe.skipIf(!hasCorpus)('the diffs of the corpus', () => {
  test('have as many added and removed rows as their facts say, where their headers are true', async () => {
    const different: string[] = []
    let compared = 0
    for (const path of diffs) {
      const facts = await scanDiff(open(path))
      if (facts.notes.some(({ code }) => code !== 'diff.ansi-stripped' && code.startsWith('diff.'))) continue
      const rows = await walk(path)
      const added = rows.filter(({ signs }) => signs.includes('+')).length
      const removed = rows.filter(({ signs }) => signs.includes('-') && !signs.includes('+')).length
      compared++
      if (added !== facts.insertions || removed !== facts.deletions)
        different.push(`${path}: +${added} -${removed}, not +${facts.insertions} -${facts.deletions}`)
    }
    expect(compared).toBeGreaterThan(200)
    expect(different).toEqual([])
  })

  test('carry every note to its own place in themselves, and in another attempt only to a line of the same text', async () => {
    const byTask = Map.groupBy(
      diffs.filter((path) => path.startsWith('runs/') && path.endsWith('/patch.diff')),
      (path) => path.split('/').slice(2).join('/'),
    )
    let placed = 0
    let unplaced = 0
    for (const [from, to] of [...byTask.values()].slice(0, 40)) {
      if (from === undefined || to === undefined) continue
      const own = readFileSync(join(corpus, from), 'utf8')
      const other = readFileSync(join(corpus, to), 'utf8')
      const rows = await walk(from)
      for (const { spot } of rows.filter((_, index) => index % 4 === 0).slice(0, 8)) {
        const captured = await capture(own, spot)
        expect(captured?.spot, `${from} ${JSON.stringify(spot)}`).toEqual(spot)
        expect(await carry(own, spot, own), `${from} ${JSON.stringify(spot)}`).toEqual({ is: 'placed', spot })
        const carried = await carry(own, spot, other)
        if (carried?.is !== 'placed') {
          unplaced++
          continue
        }
        placed++
        const there = await capture(other, carried.spot as LineSpot)
        expect(there?.lines.text[0]?.trim()).toBe(captured?.lines.text[0]?.trim())
      }
    }
    // Attempts at one task change the same places in ways of their own: some of both.
    expect(placed).toBeGreaterThan(20)
    expect(unplaced).toBeGreaterThan(20)
  })
})
