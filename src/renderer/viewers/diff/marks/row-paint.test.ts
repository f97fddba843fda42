import { expect, test } from 'vitest'
import { type DiffModel } from '../model/diff-model.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { paintRows } from './row-paint.ts'
import { markedBit, tokenClasses } from '../../syntax/token-classes.ts'

/** The stretches of each row as `class:text`, with `!` before those that are marked. */
async function painted(model: DiffModel, path: string, partners: Record<number, number> = {}): Promise<string[][]> {
  const rows = Array.from({ length: model.rowCount }, (_, row) => row)
  const { firsts, ends, classes } = await paintRows({
    path,
    ...model.lineBytes(rows),
    kinds: Uint8Array.from(rows, (row) => model.kind(row)),
    signCounts: Uint8Array.from(rows, (row) => model.signCount(row)),
    partners: Int32Array.from(rows, (row) => partners[row] ?? -1),
  })
  return rows.map((row) => {
    let start = 0
    return Array.from(ends.slice(firsts[row], firsts[row + 1]), (end, index) => {
      const code = classes[(firsts[row] ?? 0) + index] ?? 0
      const piece = `${(code & markedBit) === 0 ? '' : '!'}${tokenClasses[code & ~markedBit]}:${model.text(row).slice(start, end)}`
      start = end
      return piece
    })
  })
}

test('rows have the colours of their language', async () => {
  const model = scanned(fileDiff('a.ts', '@@ -1 +1 @@\n-const a = 1 // one\n+const b = "two"\n'))
  const [, removed, added] = await painted(model, 'a.ts')
  expect(removed).toEqual(['keyword:const', 'plain: a = ', 'number:1', 'plain: ', 'comment:// one'])
  expect(added).toEqual(['keyword:const', 'plain: b = ', 'string:"two"'])
})

test('each side is read as the text it was, so that what spans lines has its colour on all of them', async () => {
  const model = scanned(fileDiff('a.ts', '@@ -1,3 +1,4 @@\n /* one\n-still old */\n+still\n+new */\n const x\n'))
  const rows = await painted(model, 'a.ts')
  expect(rows.slice(1)).toEqual([
    ['comment:/* one'],
    ['comment:still old */'],
    ['comment:still'],
    ['comment:new */'],
    ['keyword:const', 'plain: x'],
  ])
})

test('a hunk that begins within a comment or a text has its colours, and what follows is code again', async () => {
  const comment = scanned(fileDiff('a.ts', '@@ -5,3 +5,3 @@\n  * told if\n- * old */\n+ * new */\n const x\n'))
  expect((await painted(comment, 'a.ts')).slice(1)).toEqual([
    ['comment: * told if'],
    ['comment: * old */'],
    ['comment: * new */'],
    ['keyword:const', 'plain: x'],
  ])
  const text = scanned(fileDiff('a.py', '@@ -5,4 +5,4 @@\n     is it so\n \n     """\n-return 1\n+return 2\n'))
  expect((await painted(text, 'a.py')).slice(1)).toEqual([
    ['string:    is it so'],
    [],
    ['string:    """'],
    ['keyword:return', 'plain: ', 'number:1'],
    ['keyword:return', 'plain: ', 'number:2'],
  ])
})

test('a comment or a text that begins in the hunk begins there', async () => {
  const glob = scanned(fileDiff('a.ts', "@@ -5,2 +5,3 @@\n const a = '**/*.ts'\n+/* all */\n const b\n"))
  expect((await painted(glob, 'a.ts'))[1]?.[0]).toBe('keyword:const')
  const text = scanned(fileDiff('a.py', '@@ -5,3 +5,4 @@\n def f():\n     """\n+    is it so\n     """\n'))
  expect((await painted(text, 'a.py')).slice(1).map((row) => row.at(-1))).toEqual([
    'plain:():',
    'string:"""',
    'string:    is it so',
    'string:    """',
  ])
})

test('marks cut the colours where words differ from the partner', async () => {
  const model = scanned(fileDiff('a.ts', '@@ -1 +1 @@\n-return "left one"\n+return "right one"\n'))
  const rows = await painted(model, 'a.ts', { 1: 2, 2: 1 })
  expect(rows.slice(1)).toEqual([
    ['keyword:return', 'plain: ', 'string:"', '!string:left', 'string: one"'],
    ['keyword:return', 'plain: ', 'string:"', '!string:right', 'string: one"'],
  ])
})

test('files of no known language still have their marks', async () => {
  const model = scanned(fileDiff('notes', '@@ -1 +1 @@\n-the old notes\n+the new notes\n'))
  const rows = await painted(model, 'notes', { 1: 2, 2: 1 })
  expect(rows[2]).toEqual(['plain:the ', '!plain:new', 'plain: notes'])
})

test('code in another language inside has the colours of that', async () => {
  const model = scanned(fileDiff('a.html', '@@ -1 +1 @@\n-<p>\n+<script>let a = 1</script>\n'))
  expect((await painted(model, 'a.html'))[2]).toEqual(['keyword:<script>let', 'plain: a = ', 'number:1', 'keyword:</script>'])
})
