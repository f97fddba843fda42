import { describe, expect, test } from 'vitest'
import { viewedMarkSchema } from '../../../../shared/review/viewed.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { MarkCounter, markRequest, seeables } from './hunk-content.ts'
import { markHunks } from './mark-hunks.ts'
import { pressed, Viewing } from './viewing.ts'

async function marksOf(diff: string | DiffModel) {
  const model = typeof diff === 'string' ? scanned(diff) : diff
  const all = seeables(model, model.blocks())
  const counter = new MarkCounter()
  const marks = await markHunks(markRequest(model, all))
  return { all, markOf: new Map(all.map(({ key, file }, index) => [key, counter.numbered(file, marks[index] ?? '')])) }
}
const list = async (diff: string) => [...(await marksOf(diff)).markOf.values()]

const hunk = '@@ -1,3 +1,3 @@ f()\n above\n-old\n+new\n below\n'

describe('the mark of a hunk', () => {
  test('is of its path and its changed lines, as docs/formats.md says', async () => {
    // printf 'a.ts\0-old\n+new\n' | sha256sum | cut -c1-32
    expect(await list(fileDiff('a.ts', hunk))).toEqual(['199b235a3531ec9de34b62a0e3bb876d'])
  })

  test('stays the same where the lines around it, their numbers and line ends are others', async () => {
    const [mark] = await list(fileDiff('a.ts', hunk))
    expect(await list(fileDiff('a.ts', '@@ -71,2 +80,2 @@\n-old\n+new\n other\n'))).toEqual([mark])
    expect(await list(fileDiff('a.ts', hunk).replaceAll('\n', '\r\n'))).toEqual([mark])
  })

  test('is another for another content, and in another file', async () => {
    const marks = await Promise.all(
      [
        fileDiff('a.ts', hunk),
        fileDiff('b.ts', hunk),
        fileDiff('a.ts', hunk.replace('new', 'New')),
        fileDiff('a.ts', hunk.replace('+new\n', '')),
      ].map(list),
    )
    expect(new Set(marks.flat()).size).toBe(4)
  })

  test('is the same for a context line whose blank was stripped', async () => {
    const [mark] = await list(fileDiff('a.ts', '@@ -1,3 +1,3 @@\n-a\n \n+b\n'))
    expect(await list(fileDiff('a.ts', '@@ -1,3 +1,3 @@\n-a\n\n+b\n'))).toEqual([mark])
  })

  test('is numbered where a file has the same hunk again', async () => {
    const [first, second, other] = await list(fileDiff('a.ts', hunk, hunk.replace('-1,3 +1,3', '-9,3 +9,3')) + fileDiff('b.ts', hunk))
    expect(second).toBe(`${first}-2`)
    expect(other).not.toContain('-')
    for (const mark of [first, second, other]) expect(viewedMarkSchema.safeParse(mark).success).toBe(true)
  })

  test('of a file without hunks is of its header', async () => {
    const renamed = 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n'
    expect(await list(renamed)).toHaveLength(1)
    expect(await list(renamed)).not.toEqual(await list(renamed.replaceAll('x', 'z')))
  })
})

test('files are seen, seen in part, or new; pressing one means all its hunks', async () => {
  const model = scanned(fileDiff('a.ts', hunk, '@@ -9 +9 @@\n-x\n+y\n') + fileDiff('b.ts', hunk))
  const known = await marksOf(model)
  const [first, second, third] = [...known.markOf.values()]
  const shares = (...marks: (string | undefined)[]) => {
    const viewing = new Viewing(known, new Set(marks.filter((mark) => mark !== undefined)))
    return model.files.map((file) => viewing.shareOf(file))
  }
  expect(shares()).toEqual(['none', 'none'])
  expect(shares(first)).toEqual(['some', 'none'])
  expect(shares(first, second, third)).toEqual(['all', 'all'])
  expect(new Viewing(known, new Set([first ?? ''])).total).toBe(3)
  const [file] = model.files
  const [block] = model.blocks()
  expect(file === undefined ? [] : pressed(file, known.all)).toHaveLength(2)
  expect(block === undefined ? [] : pressed(block, known.all)).toHaveLength(1)
})
