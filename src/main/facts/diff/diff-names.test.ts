import { describe, expect, it } from 'vitest'
import { DiffNames } from './diff-names.ts'

function pathOf(...header: string[]) {
  const names = new DiffNames()
  for (const line of header) {
    if (line.startsWith('diff --git ')) names.gitLine(line.slice(11))
    else names.headerLine(line)
  }
  return names.path()
}

describe('the path of a diffed file', () => {
  it.each([
    ['without git’s prefixes', ['diff --git a/src/x.ts b/src/x.ts', '--- a/src/x.ts', '+++ b/src/x.ts'], 'src/x.ts'],
    ['with --no-prefix', ['diff --git src/x.ts src/x.ts', '--- src/x.ts', '+++ src/x.ts'], 'src/x.ts'],
    ['with mnemonic prefixes', ['diff --git i/x w/x', '--- i/x', '+++ w/x'], 'x'],
    ['in a real folder named a, without prefixes', ['diff --git a/x a/x', '--- a/x', '+++ a/x'], 'a/x'],
    ['of a deleted file is the old one', ['diff --git a/x b/x', 'deleted file mode 100644', '--- a/x', '+++ /dev/null'], 'x'],
    ['of an empty new file stands only in the first line', ['diff --git a/with space b/with space', 'new file mode 100644'], 'with space'],
    ['of a rename is the new one', ['diff --git a/old b/new/name', 'rename from old', 'rename to new/name'], 'new/name'],
    ['in quotes is unquoted', ['diff --git "a/f\\303\\274r \\"x\\"" "b/f\\303\\274r \\"x\\""'], 'für "x"'],
    ['quoted on one side', ['diff --git a/plain "b/t\\tab"', 'rename to "t\\tab"'], 't\tab'],
    ['of diff -u with times', ['--- old/x.c\t2013-01-05 16:56:19.000 -0600', '+++ new/x.c\t2013-01-05 16:56:35.000 -0600'], 'x.c'],
    ['of svn with revisions', ['--- trunk/x.c\t(revision 15)', '+++ trunk/x.c\t(working copy)'], 'trunk/x.c'],
    ['of CRLF headers', ['diff --git a/x b/x\r', '--- a/x\r', '+++ b/x\r'], 'x'],
    ['of a new file by diff -N', ['--- /dev/null\tThu Jan 01 00:00:00 1970 +0000', '+++ b/added\tMon Apr 01 10:00:00 2013 +0200'], 'added'],
  ])('%s', (_, header, path) => {
    expect(pathOf(...header)).toBe(path)
  })
})
