import { expect, test } from 'vitest'
import { type TreeRow, treeRows } from './file-tree.ts'
import { fileDiff, scanned } from './scanned-fixture.ts'

const hunk = '@@ -1 +1,2 @@\n-a\n+b\n+c\n'
const diff = ['src/main/a.ts', 'src/main/deep/only/b.ts', 'src/main/z.ts', 'top.md'].map((path) => fileDiff(path, hunk)).join('')
const show = (row: TreeRow) => `${'  '.repeat(row.depth)}${row.kind === 'group' ? '*' : row.label}${row.kind === 'directory' ? '/' : ''}`

test('files stand in their folders in the order of the diff, lone folders joined', () => {
  expect(treeRows(scanned(diff).files, '', new Set()).map(show)).toEqual([
    'src/main/',
    '  a.ts',
    '  deep/only/',
    '    b.ts',
    '  z.ts',
    'top.md',
  ])
})

test('a folded folder sums up what is in it', () => {
  const rows = treeRows(scanned(diff).files, '', new Set(['/src/main']))
  expect(rows.map(show)).toEqual(['src/main/', 'top.md'])
  expect(rows[0]).toMatchObject({ isOpen: false, insertions: 6, deletions: 3, count: 3 })
})

test('the filter takes words of the path, and of the old one', () => {
  const renamed = 'diff --git a/before.ts b/after.ts\nsimilarity index 100%\nrename from before.ts\nrename to after.ts\n'
  const { files } = scanned(diff + renamed)
  expect(treeRows(files, 'MAIN .ts deep', new Set()).map(show)).toEqual(['src/main/deep/only/', '  b.ts'])
  expect(treeRows(files, 'before', new Set()).map(show)).toEqual(['after.ts'])
  expect(treeRows(files, 'nowhere', new Set())).toEqual([])
})

test('several patches are groups of their own', () => {
  const mail = (path: string) => `From 0123456789abcdef Mon Sep 17 00:00:00 2001\nSubject: x\n\n${fileDiff(path, hunk)}-- \n2.39\n\n`
  const { files } = scanned(mail('a') + mail('b'))
  expect(treeRows(files, '', new Set()).map(show)).toEqual(['*', '  a', '*', '  b'])
  expect(treeRows(files, '', new Set(['#0'])).map(show)).toEqual(['*', '*', '  b'])
})
