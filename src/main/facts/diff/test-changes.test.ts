import { describe, expect, it } from 'vitest'
import { TestChangeScan } from './test-changes.ts'

function scan(text: string) {
  const changes = new TestChangeScan()
  for (const line of text.split('\n')) changes.line(line)
  return changes.end()
}
const file = (path: string, body: string) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${body}`
const untouched = { edited: 0, deleted: 0, skips: 0, removedTests: 0, first: null }

describe('what a diff does to tests', () => {
  it('is nothing while it leaves them alone, whatever their words in other files', () => {
    expect(scan(file('src/skip.py', '@@ -1 +1,2 @@\n-def test_a():\n+@pytest.mark.skip\n+x'))).toEqual(untouched)
    expect(scan('')).toEqual(untouched)
  })

  it('is nothing when it only adds test files', () => {
    const added =
      'diff --git a/tests/test_a.py b/tests/test_a.py\nnew file mode 100644\n--- /dev/null\n+++ b/tests/test_a.py\n@@ -0,0 +1,2 @@\n+def test_a():\n+    pass'
    expect(scan(added)).toEqual(untouched)
  })

  it('names a deleted test file', () => {
    const deleted =
      'diff --git a/tests/test_a.py b/tests/test_a.py\ndeleted file mode 100644\n--- a/tests/test_a.py\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-def test_a():\n-    pass'
    expect(scan(deleted)).toEqual({ ...untouched, deleted: 1, first: { what: 'deleted', path: 'tests/test_a.py', side: null, line: null } })
  })

  it('is found in hunks whose headers have their signs exchanged', () => {
    expect(scan(file('tests/test_a.py', '@@ +10,1 -10,2 @@\n context\n-def test_b():'))).toMatchObject({ edited: 1, removedTests: 1 })
  })

  it.each([
    ['tests/test_a.py', '@pytest.mark.skip(reason="later")'],
    ['tests/test_a.py', '    self.skipTest("no")'],
    ['src/a.test.ts', "it.skip('works', () => {"],
    ['src/a.spec.js', "xit('works', () => {"],
    ['src/a.test.ts', "describe.only('a', () => {"],
    ['pkg/a_test.go', '\tt.Skip("flaky")'],
    ['src/test/java/ATest.java', '  @Disabled'],
    ['tests/a.rs', '#[ignore]'],
  ])('counts a skip that it adds to %s: %s', (path, line) => {
    expect(scan(file(path, `@@ -10,2 +10,3 @@\n context\n+${line}\n context`))).toEqual({
      edited: 1,
      deleted: 0,
      skips: 1,
      removedTests: 0,
      first: { what: 'skipped', path, side: 'new', line: 11 },
    })
  })

  it('counts tests that went, and not those that were renamed', () => {
    const renamed = '@@ -1,2 +1,2 @@\n-def test_a():\n+def test_b():\n     pass'
    const removed = '@@ -5,3 +5,1 @@\n keep\n-def test_c():\n-    pass'
    expect(scan(file('tests/test_a.py', `${renamed}\n${removed}`))).toMatchObject({
      edited: 1,
      removedTests: 1,
      first: { what: 'removed', side: 'old' },
    })
    expect(scan(file('tests/test_a.py', renamed))).toMatchObject({ removedTests: 0 })
  })

  it('does not take a skip that goes for one that comes, nor a changed line for a header', () => {
    expect(scan(file('a.test.ts', "@@ -1,2 +1,1 @@\n-it.skip('a')\n--- a/tests/x.py\n+it('a')"))).toMatchObject({
      edited: 1,
      skips: 0,
      removedTests: 0,
    })
  })
})
