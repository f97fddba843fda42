import { describe, expect, test } from 'vitest'
import { fileDiff, rowTexts, scanned } from '../model/scanned-fixture.ts'
import { hunkFlags, rowFlags } from '../model/rows.ts'

const flagsOf = (diff: string) => scanned(diff).blocks().map(({ flags }) => flags) // prettier-ignore

describe('rows', () => {
  test('have their kind, their line numbers and their text without signs', () => {
    const model = scanned(fileDiff('a.ts', '@@ -3,3 +3,4 @@ class A {\n one\n-two\n+zwei\n+drei\n four\n'))
    expect(rowTexts(model)).toEqual(['@ 3 3 @@ -3,3 +3,4 @@ class A {', '  3 3 one', '- 4 . two', '+ . 4 zwei', '+ . 5 drei', '  5 6 four'])
    expect(model.files[0]).toMatchObject({ path: 'a.ts', insertions: 2, deletions: 1, change: 'modified' })
  })

  test('without a newline at the end of the file say so, and the marker is no row', () => {
    const model = scanned(fileDiff('a', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n'))
    expect(rowTexts(model).slice(1)).toEqual(['- 1 . a', '+ . 1 b'])
    expect([1, 2].map((row) => model.has(row, rowFlags.noNewline))).toEqual([true, true])
  })

  test('keep a carriage return out of their text and remember it', () => {
    const model = scanned(fileDiff('a', '@@ -1 +1 @@\n-a\r\n+b\n'))
    expect([model.text(1), model.text(2)]).toEqual(['a', 'b'])
    expect([1, 2].map((row) => model.has(row, rowFlags.carriageReturn))).toEqual([true, false])
  })

  test('of an empty context line may have lost their blank', () => {
    const model = scanned(fileDiff('a', '@@ -1,3 +1,3 @@\n one\n\n-three\n+drei\n'))
    expect(rowTexts(model).slice(1)).toEqual(['  1 1 one', '  2 2 ', '- 3 . three', '+ . 3 drei'])
  })

  test('that look like a file header are rows while their hunk lacks lines', () => {
    const model = scanned(fileDiff('query.sql', '@@ -1,2 +1,2 @@\n--- old comment\n+++ new comment\n select 1\n'))
    expect(rowTexts(model).slice(1)).toEqual(['- 1 . -- old comment', '+ . 1 ++ new comment', '  2 2 select 1'])
    expect(model.files).toHaveLength(1)
  })

  test('start with a byte order mark where the file does', () => {
    const model = scanned(fileDiff('a', '@@ -1 +1 @@\n-\ufeffa\n+a\n'))
    expect([model.text(1), model.text(2)]).toEqual(['\ufeffa', 'a'])
  })

  test('of a combined diff have as many signs as there are parents', () => {
    const diff = 'diff --cc a.rs\nindex 1,2..3\n--- a/a.rs\n+++ b/a.rs\n@@@ -1,2 -1,2 +1,3 @@@\n  same\n +theirs\n+ ours\n++both\n- gone\n'
    const model = scanned(diff.replace('+1,3', '+1,4').replace('-1,2 -1,2', '-1,3 -1,2'))
    expect(rowTexts(model).slice(1)).toEqual(['  1 1 same', '+ 2 2 theirs', '+ . 3 ours', '+ . 4 both', '- 3 . gone'])
    expect([1, 2, 3, 4, 5].map((row) => model.signs(row))).toEqual(['  ', ' +', '+ ', '++', '- '])
    expect(model.files[0]).toMatchObject({ parents: 2, insertions: 3, deletions: 1 })
    expect(model.lyingHunks()).toEqual([])
  })
})

describe('headers that lie', () => {
  test('promise more lines than follow: what is there is shown', () => {
    const diff = fileDiff('a', '@@ -1,9 +1,9 @@\n one\n+two\n') + fileDiff('b', '@@ -1 +1 @@\n-x\n+y\n')
    const model = scanned(diff)
    expect(model.files.map(({ path, insertions }) => [path, insertions])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(flagsOf(diff)).toEqual([hunkFlags.tooFew, 0])
  })

  test('promise fewer lines than follow: the others are shown and marked', () => {
    const model = scanned(fileDiff('a', '@@ -1 +1 @@\n-one\n+eins\n+zwei\n\n+drei\n'))
    expect(rowTexts(model).slice(1)).toEqual(['- 1 . one', '+ . 1 eins', '+ . 2 zwei', '  2 3 ', '+ . 4 drei'])
    expect([1, 2, 3, 4, 5].map((row) => model.has(row, rowFlags.beyondHeader))).toEqual([false, false, true, true, true])
    expect(model.lyingHunks()).toEqual([0])
  })

  test('have no line numbers at all: rows are shown without', () => {
    const model = scanned(fileDiff('a', '@@ ... @@\n one\n-two\n+zwei\n'))
    expect(rowTexts(model).slice(1)).toEqual(['  . . one', '- . . two', '+ . . zwei'])
    expect(model.blocks()[0]?.flags).toBe(hunkFlags.unreadable)
  })

  test('end where the next file begins, though its header looks like rows', () => {
    const model = scanned('--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n-a\n+b\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-c\n+d\n')
    expect(model.files.map(({ path }) => path)).toEqual(['x', 'y'])
  })

  test('are none when the patch is whole', () => {
    expect(flagsOf(fileDiff('a', '@@ -0,0 +1,2 @@\n+a\n+b\n', '@@ -5,2 +7,0 @@\n-c\n-d\n'))).toEqual([0, 0])
  })
})

describe('what git writes', () => {
  const files = (diff: string) => scanned(diff).files.map(({ path, oldPath, change }) => ({ path, oldPath, change }))

  test('names renames and copies by both paths, with how similar they are', () => {
    const diff =
      'diff --git a/old name.ts b/new name.ts\nsimilarity index 95%\nrename from old name.ts\nrename to new name.ts\n' +
      'diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n'
    expect(files(diff)).toEqual([
      { path: 'new name.ts', oldPath: 'old name.ts', change: 'renamed' },
      { path: 'y', oldPath: 'x', change: 'copied' },
    ])
    expect(scanned(diff).files[0]?.similarity).toBe(95)
  })

  test('tells new, deleted, mode-changed and binary files', () => {
    const diff =
      'diff --git a/n b/n\nnew file mode 100755\nindex 0000000..1111111\n' +
      'diff --git a/d b/d\ndeleted file mode 100644\nindex 1111111..0000000\nBinary files a/d and /dev/null differ\n' +
      'diff --git a/m b/m\nold mode 100644\nnew mode 100755\n' +
      'diff --git a/i.png b/i.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmZ\n\nliteral 0\nHcmV?d00001\n\n'
    expect(scanned(diff).files).toMatchObject([
      { path: 'n', change: 'added', newMode: '100755', isBinary: false },
      { path: 'd', change: 'deleted', isBinary: true },
      { path: 'm', change: 'modified', oldMode: '100644', newMode: '100755' },
      { path: 'i.png', change: 'modified', isBinary: true },
    ])
    expect(scanned(diff).rowCount).toBe(0)
  })

  test('marks submodules, by mode and by their log', () => {
    const byMode =
      'diff --git a/lib b/lib\nindex 1..2 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n'
    const byLog =
      'Submodule vendor/lib contains modified content\nSubmodule vendor/lib 1234567..89abcde:\n  > Fix it\n  < Break it\n' +
      fileDiff('a', '@@ -1 +1 @@\n-a\n+b\n')
    expect(scanned(byMode).files[0]?.isSubmodule).toBe(true)
    expect(scanned(byLog).files).toMatchObject([
      { path: 'vendor/lib', isSubmodule: true },
      { path: 'a', isSubmodule: false },
    ])
    expect(rowTexts(scanned(byLog)).slice(0, 2)).toEqual(['# . .   > Fix it', '# . .   < Break it'])
  })

  test('puts several mails into one file: each message stands before its files, and signatures are no rows', () => {
    const mail = (subject: string, path: string) =>
      `From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: A <a@b.c>\nSubject: [PATCH] ${subject}\n\nWhy.\n---\n a | 2 +-\n\n` +
      `${fileDiff(path, '@@ -1 +1 @@\n-a\n+b\n')}-- \n2.39.2\n\n`
    const model = scanned(mail('one', 'a') + mail('two', 'b'))
    expect(model.files.map(({ kind, path }) => kind + path)).toEqual(['message', 'filea', 'message', 'fileb'])
    expect(model.files.map(({ deletions }) => deletions)).toEqual([0, 1, 0, 1])
    expect(model.files[0]).toMatchObject({ firstRow: 0, endRow: 7 })
    expect(model.lyingHunks()).toEqual([])
  })

  test('of a context line that lost its blank are rows, as long as their hunk lacks lines', () => {
    const model = scanned(fileDiff('a', '@@ -1,4 +1,4 @@\n\tone\ndef two():\n-three\n+drei\n four\nno row\n'))
    expect(rowTexts(model).slice(1)).toEqual(['  1 1 \tone', '  2 2 def two():', '- 3 . three', '+ . 3 drei', '  4 4 four', '# . . no row'])
  })

  test('takes the end of a mail for one even where its hunk lacks lines', () => {
    const model = scanned(fileDiff('a', '@@ -1,4 +1,4 @@\n-a\n+b\n-- \n2.39.2\n'))
    expect(model.files[0]).toMatchObject({ insertions: 1, deletions: 1 })
  })
})

describe('what others write', () => {
  const paths = (diff: string) => scanned(diff).files.map(({ path, change }) => `${change} ${path}`)

  test('Subversion, Mercurial, Bazaar and plain diff name their files', () => {
    expect(paths('Index: src/a.c\n======\n--- src/a.c\t(revision 1)\n+++ src/a.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n')).toEqual([
      'modified src/a.c',
    ])
    expect(paths('Index: a.png\n======\nCannot display: file marked as a binary type.\nsvn:mime-type = image/png\n')).toEqual([
      'modified a.png',
    ])
    expect(paths('diff -r 1234 a\n--- /dev/null\tThu Jan 01\n+++ b/a\tSun Oct 13\n@@ -0,0 +1 @@\n+a\n')).toEqual(['added a'])
    expect(paths("=== removed file 'a'\n--- a\t2013-10-13\n+++ a\t1970-01-01\n@@ -1 +0,0 @@\n-a\n")).toEqual(['deleted a'])
    expect(paths('--- old/a 2024-01-01 00:00:00.000 +0000\n+++ new/a 2024-01-02 00:00:00.000 +0000\n@@ -1 +1 @@\n-a\n+b\n')).toEqual([
      'modified a',
    ])
  })

  test('Perforce, Mercurial and plain `diff -r` name their files in one line, and tell binary ones', () => {
    const hunk = '@@ -1 +1 @@\n-a\n+b\n'
    expect(
      paths(`==== //depot/a b.txt#3 (text) - //depot/c d.txt#4 (text) ==== content\n\n${hunk}==== //depot/x#1 (text+x) ====\n${hunk}`),
    ).toEqual(['modified //depot/c d.txt', 'modified //depot/x'])
    const binary = scanned('diff -r 000000000000 -r abcdef012345 b c.bin\nBinary file b c.bin has changed\n')
    expect(binary.files).toMatchObject([{ path: 'b c.bin', isBinary: true }])
    expect(paths("diff -r x/f y/f\n2c2\n< b\n---\n> c\ndiff -r 'x/a b' 'y/a b'\n")).toEqual(['modified f', 'modified ', 'modified a b'])
  })

  test('Subversion’s own line and git’s below it start one file, as do the names of a merge’s parents', () => {
    expect(
      paths(`Index: a.c\n======\ndiff --git a/trunk/a.c b/trunk/a.c\n--- a/trunk/a.c\n+++ b/trunk/a.c\n@@ -1 +1 @@\n-a\n+b\n`),
    ).toEqual(['modified trunk/a.c'])
    const all = 'diff --cc m.c\nindex 1,2..3\n--- a/m.c\n--- a/m.c\n+++ b/m.c\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n'
    expect(scanned(all).files).toMatchObject([{ path: 'm.c', parents: 2, insertions: 1, deletions: 2 }])
  })

  test('what Bazaar and Subversion say of a file in their own line is its change', () => {
    expect(paths("=== added file 'e'\n=== removed file 'b.png'\nBinary files old/b.png and new/b.png differ\n")).toEqual([
      'added e',
      'deleted b.png',
    ])
    const moved = "=== renamed file 'a.c' => 'src/b.c'\n--- old/a.c\t2024-01-01\n+++ new/src/b.c\t2024-01-01\n@@ -1 +1 @@\n-a\n+b\n"
    expect(scanned(moved).files).toMatchObject([{ path: 'src/b.c', oldPath: 'a.c', change: 'renamed' }])
    expect(paths('Index: gone.c (deleted)\n======\n')).toEqual(['deleted gone.c'])
    expect(paths('diff --git a/e b/e\nold file mode 0\nnew file mode 100644\nindex 0000000..e69de29 100644\n')).toEqual(['added e'])
    expect(paths('diff -rc "before/f g" "after/f g"\n*** "before/f g"\tFri\n')[0]).toEqual('modified f g')
  })

  test('a conflict that `git show --remerge-diff` tells of is of its file', () => {
    const header = 'diff --git a/a b/a\nremerge CONFLICT (content): Merge conflict in a\nindex 1234567..89abcde 100644\n--- a/a\n+++ b/a\n'
    expect(scanned(`${header}@@ -1,2 +1 @@\n-<<<<<<< ours\n a\n`).files).toMatchObject([{ path: 'a', deletions: 1 }])
  })

  test('the line between the commits of a log is no row of the hunk above it', () => {
    const hunk = '@@ -1 +1 @@\n-a\n+b\n'
    for (const rule of ['-'.repeat(60), '-'.repeat(72)]) {
      const model = scanned(`${fileDiff('a', hunk)}${rule}\nr1 | z | 2024\n`)
      expect(model.files).toMatchObject([{ deletions: 1 }, { kind: 'message' }])
      expect(flagsOf(`${fileDiff('a', hunk)}${rule}\n`)).not.toContain(hunkFlags.tooMany)
    }
  })

  test('text between two hunks of a file leaves the second one to that file, as agents tell of their changes', () => {
    const model = scanned(`${fileDiff('a.ts', '@@ -1 +1 @@\n-a\n+b\n')}Then the call itself:\n\n@@ -9,0 +9,2 @@\n+c\n+d\n\nDone.\n`)
    expect(model.files.map(({ kind, path, insertions, isContinued }) => [kind, path, insertions, isContinued])).toEqual([
      ['file', 'a.ts', 1, undefined],
      ['message', '', 0, undefined],
      ['file', 'a.ts', 2, true],
      ['message', '', 0, undefined],
    ])
    expect(model.files[2]).toMatchObject({ change: 'modified' })
    const fenced = scanned(`Fix:\n\`\`\`diff\n${fileDiff('b', '@@ -1 +1 @@\n-a\n+b\n')}\`\`\`\n\`\`\`diff\n@@ -9 +9 @@\n-c\n+d\n\`\`\`\n`)
    expect(fenced.files.filter(({ kind }) => kind === 'file').map(({ path }) => path)).toEqual(['b', 'b'])
    expect(fenced.lyingHunks()).toEqual([])
  })

  test('text above the first hunk, and the next commit, leave a hunk without a file', () => {
    expect(paths('Look:\n@@ -1 +1 @@\n-a\n+b\n')).toContain('modified ')
    const hunk = '@@ -1 +1 @@\n-a\n+b\n'
    expect(paths(`${fileDiff('a', hunk)}Why.\ncommit 0123456789abcdef\nAuthor: A\n\n${hunk}`).at(-1)).toEqual('modified ')
  })

  test('the header of a reversed hunk, whose signs are exchanged as those of its rows, counts its lines by them', () => {
    const model = scanned(fileDiff('a', '@@ +1,3 -4,2 @@ f()\n one\n-two\n+zwei\n+drei\n'))
    expect(rowTexts(model).slice(1)).toEqual(['  4 1 one', '- 5 . two', '+ . 2 zwei', '+ . 3 drei'])
    expect(model.lyingHunks()).toEqual([])
  })

  test('hunks without a file stand in one without a name', () => {
    expect(paths('@@ -1 +1 @@\n-a\n+b\n')).toEqual(['modified '])
  })

  test('text without a diff is a message, and nothing is lost of it', () => {
    const model = scanned('No patch generated\n\n--- a rule ---\nThe end')
    expect(model.files.map(({ kind }) => kind)).toEqual(['message'])
    expect(rowTexts(model)).toEqual(['# . . No patch generated', '# . . ', '# . . --- a rule ---', '# . . The end'])
  })

  test('nothing at all has no files', () => {
    expect(scanned('').files).toEqual([])
    expect(scanned('\n\n').files).toEqual([])
  })
})
