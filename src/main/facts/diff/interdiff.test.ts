import { describe, expect, it } from 'vitest'
import { interdiff } from './interdiff.ts'

const bytes = (text: string) => Buffer.from(text)
const compare = (first: string, second: string) => interdiff(bytes(first), bytes(second))
const patchOf = (file: ReturnType<typeof compare>[number] | undefined) => Buffer.from(file?.patch ?? []).toString()
const modified = (name: string, hunks: string, index = '') =>
  `diff --git a/${name} b/${name}\n${index}--- a/${name}\n+++ b/${name}\n${hunks}`
const added = (name: string, text: string) =>
  `diff --git a/${name} b/${name}\nnew file mode 100644\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1 @@\n+${text}\n`
const deleted = (name: string, text: string) =>
  `diff --git a/${name} b/${name}\ndeleted file mode 100644\n--- a/${name}\n+++ /dev/null\n@@ -1 +0,0 @@\n-${text}\n`

const first = modified('x.ts', '@@ -10,3 +10,4 @@ function f() {\n ten\n+one\n eleven\n twelve\n')

describe('two patches of one file', () => {
  it('that leave it the same are the same, however their hunks are cut', () => {
    const wider = modified('x.ts', '@@ -9,5 +9,6 @@\n nine\n ten\n+one\n eleven\n twelve\n thirteen\n')
    expect(compare(first, wider)).toMatchObject([{ state: 'same', path: 'x.ts', insertions: 0, deletions: 0 }])
  })

  it('are the same when the ids of their results are, even in a combined diff', () => {
    const combined = (id: string) =>
      `diff --cc x.ts\nindex 1111111,2222222..${id}\n--- a/x.ts\n+++ b/x.ts\n@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n`
    const indexed = modified('x.ts', '@@ -1 +1,2 @@\n a\n+b\n', 'index 1111111..3333333333 100644\n')
    expect(compare(combined('3333333'), indexed)).toMatchObject([{ state: 'same' }])
    expect(compare(combined('4444444'), indexed)).toMatchObject([{ state: 'impossible', problem: { code: 'combined' } }])
  })

  it('that leave it different have a patch between their results, with the line numbers of those', () => {
    const second = modified(
      'x.ts',
      '@@ -2,2 +2,3 @@\n two\n+top\n three\n@@ -10,3 +11,4 @@ function f() {\n ten\n+other\n eleven\n twelve\n',
    )
    const [file] = compare(first, second)
    expect(file).toMatchObject({ state: 'changed', insertions: 2, deletions: 1, basesDiffer: false })
    expect(patchOf(file)).toBe(
      modified('x.ts', '@@ -2,2 +2,3 @@\n two\n+top\n three\n@@ -10,4 +11,4 @@ function f() {\n ten\n-one\n+other\n eleven\n twelve\n'),
    )
  })

  it('are the same when the headers of one have their signs exchanged, as those of a reversed patch can', () => {
    expect(compare(first, first.replace('@@ -10,3 +10,4 @@', '@@ +10,4 -10,3 @@'))).toMatchObject([{ state: 'same', path: 'x.ts' }])
    expect(compare('', first.replace('@@ -10,3 +10,4 @@', '@@ +10,4 -10,3 @@'))).toMatchObject([{ insertions: 1, deletions: 0 }])
  })

  it('cannot be compared when they disagree about a line that neither made', () => {
    const second = modified('x.ts', '@@ -10,3 +10,4 @@\n ten\n+one\n ELEVEN\n twelve\n')
    expect(compare(first, second)).toMatchObject([{ state: 'impossible', problem: { code: 'context-conflict', line: 11 } }])
  })

  it('are compared with a warning when they name different old versions', () => {
    const second = modified('x.ts', '@@ -10,3 +10,4 @@\n ten\n+two\n eleven\n twelve\n', 'index aaaaaaa..bbbbbbb 100644\n')
    const indexed = first.replace('--- a', 'index ccccccc..ddddddd 100644\n--- a')
    expect(compare(indexed, second)).toMatchObject([{ state: 'changed', basesDiffer: true }])
  })

  it('cannot be compared when one adds it and the other changes it', () => {
    expect(compare(added('x.ts', 'one'), first)).toMatchObject([{ state: 'impossible', path: 'x.ts', problem: { code: 'different-base' } }])
  })

  it('cannot be compared when a hunk does not have its lines', () => {
    const lying = modified('x.ts', '@@ -10,3 +10,9 @@\n ten\n+one\n eleven\n twelve\n')
    expect(compare(first, lying)).toMatchObject([{ state: 'impossible', problem: { code: 'damaged' } }])
    const longer = modified('x.ts', '@@ -10,3 +10,4 @@\n ten\n+one\n eleven\n twelve\n+more\n')
    expect(compare(first, longer)).toMatchObject([{ state: 'impossible', problem: { code: 'damaged' } }])
  })

  it('differ in the newline at their end', () => {
    const ended = modified('x', '@@ -1 +1,2 @@\n a\n+b\n')
    const [file] = compare(ended, modified('x', '@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n'))
    expect(patchOf(file)).toContain('-b\n+b\n\\ No newline at end of file\n')
  })

  it('are read whether or not their lines end with a carriage return that a mailer put there', () => {
    expect(compare(first, first.replaceAll('\n', '\r\n'))).toMatchObject([{ state: 'same' }])
  })

  it('are read without the colours that git gave one of them, and from UTF-16', () => {
    const coloured = first.replace('+one', '\u001b[32m+\u001b[m\u001b[32mone\u001b[m')
    expect(compare(first, coloured)).toMatchObject([{ state: 'same' }])
    expect(interdiff(bytes(first), Buffer.from(`\ufeff${first}`, 'utf16le'))).toMatchObject([{ state: 'same' }])
  })

  it('keep the bytes that are no UTF-8', () => {
    const raw = (byte: number) => Buffer.concat([bytes(modified('x', '@@ -1 +1,2 @@\n a\n+')), Buffer.of(byte), bytes('\n')])
    const [file] = interdiff(raw(0xe4), raw(0xf6))
    expect(Buffer.from(file?.patch ?? []).includes(Buffer.of(0x2d, 0xe4, 10, 0x2b, 0xf6, 10))).toBe(true)
  })
})

describe('files', () => {
  it('that only one patch changes are named so, with what it takes to get from one result to the other', () => {
    const files = compare(first, added('new', 'one'))
    expect(files).toMatchObject([
      { state: 'only-second', path: 'new', insertions: 1, deletions: 0 },
      { state: 'only-first', path: 'x.ts', firstPath: 'x.ts', secondPath: 'x.ts', insertions: 0, deletions: 1 },
    ])
    expect(patchOf(files[0])).toContain('new file mode 100644\n--- /dev/null\n+++ b/new\n')
    expect(patchOf(files[1])).toContain(' ten\n-one\n eleven\n')
  })

  it('that both delete are the same', () => {
    expect(compare(deleted('x', 'a'), deleted('x', 'a'))).toMatchObject([{ state: 'same', path: 'x' }])
  })

  it('that one deletes and the other changes come back whole', () => {
    const [file] = compare(deleted('x', 'a'), modified('x', '@@ -1 +1,2 @@\n a\n+b\n'))
    expect(file).toMatchObject({ state: 'changed', insertions: 2, secondPath: 'x' })
    expect(file).not.toHaveProperty('firstPath')
  })

  it('that one renames are compared with the same file of the other', () => {
    const renamed = `diff --git a/x.ts b/y.ts\nsimilarity index 90%\nrename from x.ts\nrename to y.ts\n--- a/x.ts\n+++ b/y.ts\n${first.slice(first.indexOf('@@'))}`
    const [file, ...none] = compare(first, renamed)
    expect(none).toEqual([])
    expect(file).toMatchObject({ state: 'changed', path: 'y.ts', firstPath: 'x.ts', secondPath: 'y.ts', insertions: 0, deletions: 0 })
    expect(patchOf(file)).toBe('diff --git a/x.ts b/y.ts\nrename from x.ts\nrename to y.ts\n')
  })

  it('that one renames and the other deletes and makes anew are compared', () => {
    const renamed = 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n'
    expect(compare(renamed, `${deleted('x', 'a')}${added('y', 'a')}`)).toMatchObject([{ state: 'same', path: 'y' }])
    expect(compare(`${deleted('x', 'a')}${added('y', 'b')}`, renamed)).toMatchObject([
      { state: 'changed', path: 'y', insertions: 1, deletions: 1 },
    ])
  })

  it('that differ in their mode only say so', () => {
    const mode = 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n'
    const content = modified('x', '@@ -1 +1,2 @@\n a\n+b\n', 'index 1111111..2222222 100644\n')
    const [file] = compare(content, `${mode}${content.slice(content.indexOf('index')).replace(' 100644', '')}`)
    expect(patchOf(file)).toBe('diff --git a/x b/x\nold mode 100644\nnew mode 100755\n')
  })

  it('that are binary differ as far as their ids tell', () => {
    const binary = (id: string) => `diff --git a/i.png b/i.png\nindex 1111111..${id} 100644\nBinary files a/i.png and b/i.png differ\n`
    expect(compare(binary('2222222'), binary('3333333'))).toMatchObject([{ state: 'changed', insertions: 0 }])
    expect(compare(binary('2222222'), binary('2222222'))).toMatchObject([{ state: 'same' }])
    const silent = 'diff --git a/i.png b/i.png\nBinary files a/i.png and b/i.png differ\n'
    expect(compare(silent, silent)).toMatchObject([{ state: 'impossible', problem: { code: 'binary' } }])
  })

  it('that one adds as a copy of another cannot be undone from the patch alone', () => {
    const copy = 'diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n'
    expect(compare(copy, first)).toMatchObject([{ path: 'x.ts' }, { state: 'only-first', path: 'y', problem: { code: 'no-content' } }])
  })
})

describe('the commits of a mailbox', () => {
  const mail = (patch: string, nth: number) =>
    `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nSubject: [PATCH ${nth}/2] x\n\n---\n x | 1 +\n\n${patch}-- \n2.50.0\n\n`

  it('count as all of them together', () => {
    const series = `${mail(modified('x', '@@ -1 +1,2 @@\n a\n+b\n'), 1)}${mail(modified('x', '@@ -1,2 +1,3 @@\n a\n b\n+c\n'), 2)}`
    expect(compare(series, modified('x', '@@ -1 +1,3 @@\n a\n+b\n+c\n'))).toMatchObject([{ state: 'same', path: 'x' }])
  })

  it('may make a file, rename it and take it away again', () => {
    const rename = 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n'
    const series = `${mail(added('x', 'a'), 1)}${mail(rename, 2)}`
    expect(compare(series, added('y', 'a'))).toMatchObject([{ state: 'same', path: 'y' }])
    expect(compare(`${series}${mail(deleted('y', 'a'), 3)}`, added('z', 'a'))).toMatchObject([{ state: 'only-second', path: 'z' }])
  })
})

it('two texts with nothing in common are compared in a moment', () => {
  const text = (word: string) => Array.from({ length: 40_000 }, (_, index) => `+${word} ${index % 7} ${index}\n`).join('')
  const large = (word: string) => `diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,40000 @@\n${text(word)}`
  expect(compare(large('one'), large('two'))).toMatchObject([{ state: 'changed', insertions: 40_000, deletions: 40_000 }])
  expect(compare(large('one'), large('one').replaceAll(' 3 ', ' three '))).toMatchObject([{ insertions: 5_714, deletions: 5_714 }])
})

it('text that is no diff has no files', () => {
  expect(compare('hello\n', '')).toEqual([])
})
