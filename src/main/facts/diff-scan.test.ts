import { describe, expect, it } from 'vitest'
import { scanDiff } from './diff-scan.ts'

async function scan(text: string | Uint8Array) {
  const bytes = Buffer.from(text)
  async function* chunks() {
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7)
  }
  const facts = await scanDiff(chunks())
  return { counts: `${facts.files} +${facts.insertions} -${facts.deletions}`, codes: facts.notes.map(({ code }) => code), ...facts }
}

const file = (body: string, path = 'x') =>
  `diff --git a/${path} b/${path}\nindex 1234567..89abcde 100644\n--- a/${path}\n+++ b/${path}\n${body}`
const change = '@@ -1,2 +1,2 @@\n context\n-old\n+new\n'

describe('a diff', () => {
  it('is counted by file and line', async () => {
    expect(await scan(file(change) + file('@@ -0,0 +1 @@\n+one\n', 'y'))).toMatchObject({ counts: '2 +2 -1', paths: ['x', 'y'], codes: [] })
  })

  it('keeps removed and added lines that look like headers', async () => {
    const body = '@@ -1,3 +1,3 @@\n--- a comment\n--- another\n+++ counter\n+++ twice\n diff --git a/z b/z\n'
    expect(await scan(file(body))).toMatchObject({ counts: '1 +2 -2', codes: [] })
  })

  it('does not count the body of a binary patch', async () => {
    const binary = 'GIT binary patch\nliteral 4\nLcmZQzU|?Wi00IC2\n\nliteral 0\nHcmV?d00001\n\n'
    const facts = await scan(`diff --git a/p.png b/p.png\nindex 1234567..89abcde 100644\n${binary}${file(change)}`)
    expect(facts).toMatchObject({ counts: '2 +1 -1', binaries: 1 })
  })

  it('ends at a mail’s signature, and text between patches does not count', async () => {
    const mail = (subject: string) =>
      `From 1234567890 Mon Sep 17 00:00:00 2001\nSubject: ${subject}\n\n- a point\n+ another\n---\n x | 2 +-\n\n${file(change)}-- \n2.39.5\n\n`
    expect(await scan(mail('[PATCH 1/2]') + mail('[PATCH 2/2]'))).toMatchObject({ counts: '2 +2 -2', codes: [] })
  })

  it('with colours is read without them, and says so', async () => {
    const coloured = file(change).replaceAll(/^(?=[^ ]).*$/gm, '\u001B[1m$&\u001B[m')
    expect(await scan(coloured)).toMatchObject({ counts: '1 +1 -1', codes: ['diff.ansi-stripped'] })
    expect(await scan(file('@@ -0,0 +1 @@\n+\u001B[31mred\u001B[m\n'))).toMatchObject({ counts: '1 +1 -0', codes: [] })
  })

  it('with other signs than + and - is counted by what they mean, and says so', async () => {
    const signed = file('@@ -1,3 +1,4 @@\n same\n<one\n>eins\n>zwei\n more\n')
    expect(await scan(signed)).toMatchObject({ counts: '1 +2 -1', notes: [{ code: 'diff.signs-replaced', detail: '< >' }] })
    const unclear = file('@@ -1,4 +1,4 @@\n same\n>here\n other\n<there\n last\n')
    expect(await scan(unclear)).toMatchObject({ codes: ['diff.signs-unclear'] })
  })

  it('of Perforce is counted by its own headers', async () => {
    const hunk = '@@ -1 +1 @@\n-a\n+b\n'
    expect(await scan(`==== //depot/a.txt#3 (text) ====\n\n${hunk}==== //depot/b#1 - //depot/c#2 ====\n${hunk}`)).toMatchObject({
      counts: '2 +2 -2',
      paths: ['//depot/a.txt', '//depot/c'],
    })
  })

  it('of a merge counts a line added against any parent, else removed', async () => {
    const body = '@@@ -1,3 -1,2 +1,3 @@@\n  same\n- theirs\n -ours\n++both\n +mine\n'
    const combined = `diff --cc src/m.c\nindex 123,456..789\n--- a/src/m.c\n+++ b/src/m.c\n${body}`
    expect(await scan(combined)).toMatchObject({ counts: '1 +2 -2', paths: ['src/m.c'] })
  })

  it('counts a submodule that is named by its commits, once', async () => {
    const touched = 'Submodule vendor/lib contains untracked content\nSubmodule vendor/lib 1234567..89abcde:\n  > Fix it\n  < Break it\n'
    const { counts, paths } = await scan(touched + file(change))
    expect(counts).toBe('2 +1 -1')
    expect(paths.toSorted()).toEqual(['vendor/lib', 'x'])
  })

  it('that names a submodule by its commits alone is no context diff', async () => {
    expect(await scan('Submodule lib 1234567..89abcde:\n  > Fix it\n')).toMatchObject({ counts: '1 +0 -0', codes: [] })
  })

  it('counts binary files that other tools name below their own headers, and none that has no header', async () => {
    const plain = 'Binary files old/a.png and new/a.png differ\n'
    const mercurial = 'diff -r 000000000000 -r 0123456789ab b.png\nBinary file b.png has changed\n'
    const subversion = 'Index: c.png\n=====\nCannot display: file marked as a binary type.\nsvn:mime-type = image/png\n'
    const bazaar = "=== modified file 'e.png'\nBinary files old/e.png and new/e.png differ\n"
    const git = 'diff --git a/d.png b/d.png\nindex 1234567..89abcde 100644\nBinary files a/d.png and b/d.png differ\n'
    expect(await scan(plain + mercurial + subversion + bazaar + plain)).toMatchObject({ counts: '0 +0 -0', binaries: 3 })
    expect(await scan(git + file(change) + plain)).toMatchObject({ counts: '2 +1 -1', binaries: 1 })
  })

  it('in UTF-16, as PowerShell writes it, is read', async () => {
    expect(await scan(Buffer.from(`\uFEFF${file(change).replaceAll('\n', '\r\n')}`, 'utf16le'))).toMatchObject({
      counts: '1 +1 -1',
      codes: [],
    })
  })

  it('without a diff in it says so', async () => {
    expect(await scan('# No patch generated\n- not a deletion\n')).toMatchObject({ counts: '0 +0 -0', codes: ['diff.none'] })
    expect(await scan('')).toMatchObject({ counts: '0 +0 -0', codes: ['diff.none'] })
    const patch = '*** Begin Patch\r\n*** Update File: a.py\r\n@@ def f():\r\n-b\r\n+c\r\n*** End Patch\r\n'
    expect((await scan(patch)).notes).toEqual([{ code: 'diff.none', detail: 'apply_patch' }])
  })

  it('in context format is counted as the unified diff that says the same', async () => {
    const context = '*** old\tdate\n--- new\tdate\n***************\n*** 1,3 ****\n  a\n! b\n- c\n--- 1,3 ----\n  a\n! B\n+ d\n'
    const facts = await scan(context)
    expect(facts).toMatchObject({ counts: '1 +2 -2', paths: ['new'] })
    expect(facts.notes).toEqual([{ code: 'diff.context-format', detail: 'diff -c' }])
  })
})

describe('a hunk header that disagrees with its lines', () => {
  it.each([
    ['promises too many', '@@ -1,9 +1,9 @@\n context\n-old\n+new\n'],
    ['promises too many before another hunk', `@@ -1,9 +1,9 @@\n context\n${change.slice(0, 16)} context\n-old\n+new\n`],
    ['promises too few before another hunk', '@@ -1 +0,0 @@\n-old\n+new\n@@ -7 +7 @@\n context\n'],
    ['promises too many before a signature', '@@ -1,9 +1,9 @@\n context\n-old\n+new\n-- \n2.39.5\n'],
    ['is followed by a context line that lost its blank', '@@ -1,3 +1,3 @@\n context\nlost\n-old\n+new\n'],
  ])('%s: its lines are counted, with a note', async (_, body) => {
    expect(await scan(file(body))).toMatchObject({ counts: '1 +1 -1', codes: ['diff.inconsistent'] })
  })

  it('ends at the line between two commits of a log', async () => {
    const log = `${file(change)}${'-'.repeat(72)}\nr1 | z | 2024\n`
    expect(await scan(log)).toMatchObject({ counts: '1 +1 -1', codes: [] })
  })

  it('does not swallow the next file’s header', async () => {
    const plain = (path: string, header: string) => `--- a/${path}\n+++ b/${path}\n${header}\n-old\n+new\n`
    const text = plain('x', '@@ -1,9 +1,9 @@') + plain('y', '@@ -1 +1 @@')
    expect(await scan(text)).toMatchObject({ counts: '2 +2 -2', paths: ['x', 'y'], codes: ['diff.inconsistent'] })
  })

  it('has no numbers at all', async () => {
    expect(await scan('--- a/x\n+++ b/x\n@@ ... @@\n context\n-old\n+new\n')).toMatchObject({
      counts: '1 +1 -1',
      codes: ['diff.inconsistent'],
    })
  })

  it('has its signs exchanged, as those of a reversed patch: its lines are counted by them', async () => {
    expect(await scan(file('@@ +1,3 -1,2 @@\n context\n-old\n+new\n+more\n'))).toMatchObject({ counts: '1 +2 -1', codes: [] })
  })

  it('stands without any file, and is counted as one', async () => {
    expect(await scan(change)).toMatchObject({ counts: '1 +1 -1', paths: [], codes: [] })
  })
})
