import { describe, expect, it } from 'vitest'
import { ChangedFiles, isSamePath } from './link-frames.ts'
import { readChanges } from './diff-changes.ts'

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

const diff = `diff --git a/shop/cart.py b/shop/cart.py
--- a/shop/cart.py
+++ b/shop/cart.py
@@ -10,3 +10,5 @@ class Cart:
 ten
+eleven
+twelve
 thirteen
-gone
+fourteen
@@ -40 +42 @@
-old
+forty-two
diff --git a/tests.py b/tests.py
--- a/tests.py
+++ b/tests.py
@@ -1 +1 @@
-a
+b
diff --git a/old.py b/old.py
deleted file mode 100644
--- a/old.py
+++ /dev/null
@@ -1 +0,0 @@
-x
`

describe('what a diff changes', () => {
  it('is told in lines of the new files', async () => {
    expect(await readChanges(bytesOf(diff))).toEqual([
      {
        path: 'shop/cart.py',
        nth: 1,
        hunks: [
          { first: 10, last: 14, added: [11, 12, 14, 14] },
          { first: 42, last: 42, added: [42, 42] },
        ],
      },
      { path: 'tests.py', nth: 1, hunks: [{ first: 1, last: 1, added: [1, 1] }] },
      { path: 'old.py', nth: 1, hunks: [{ first: 0, last: -1, added: [] }] },
    ])
  })

  it('is told rightly when a header promises too few lines, and when the patch comes by mail', async () => {
    const short = '--- a/x.go\n+++ b/x.go\n@@ -1,1 +1,2 @@\n one\n+two\n+three\n four\n-- \n2.39.0\n'
    expect(await readChanges(bytesOf(short))).toEqual([{ path: 'x.go', nth: 1, hunks: [{ first: 1, last: 4, added: [2, 3] }] }])
  })

  it('is told of a merge by the lines that it has of its own, or of either side', async () => {
    const merge = 'diff --cc x.go\n--- a/x.go\n+++ b/x.go\n@@@ -1,2 -1,2 +1,3 @@@\n  one\n++two\n +three\n- four\n'
    expect(await readChanges(bytesOf(merge))).toEqual([{ path: 'x.go', nth: 1, hunks: [{ first: 1, last: 3, added: [2, 3] }] }])
  })
})

describe('the links of a frame', () => {
  const link = async (path: string, line: number) => {
    const changed = new ChangedFiles([{ diffName: 'a.diff', files: await readChanges(bytesOf(diff)) }])
    return changed.link([{ path, line }]).map((found) => [found.path, found.sureness, found.isShown])
  }

  it.each([
    ['/testbed/shop/cart.py', 12, 'changed-line', true],
    ['shop/cart.py', 13, 'same-hunk', true],
    ['shop/cart.py', 30, 'same-file', false],
    ['cart.py', 42, 'similar-path', true],
    ['/other/shop/cart.py', 42, 'changed-line', true],
  ])('%s:%i is %s', async (path, line, sureness, isShown) => {
    expect(await link(path, line)).toEqual([['shop/cart.py', sureness, isShown]])
  })

  it('does not take a file of another folder for one at the root', async () => {
    expect(await link('/testbed/lookup/tests.py', 1)).toEqual([['tests.py', 'similar-path', true]])
    expect(await link('tests.py', 1)).toEqual([['tests.py', 'changed-line', true]])
  })

  it('leads nowhere from a file that only has the same name', async () => {
    expect(await link('testing/python/cart.py', 12)).toEqual([])
  })

  it('come surest first, each place once', async () => {
    const changed = new ChangedFiles([{ diffName: 'a.diff', files: await readChanges(bytesOf(diff)) }])
    const frames = [30, 13, 12, 12].map((line) => ({ path: 'shop/cart.py', line }))
    expect(changed.link(frames).map(({ line, sureness }) => [line, sureness])).toEqual([
      [12, 'changed-line'],
      [13, 'same-hunk'],
      [30, 'same-file'],
    ])
  })

  it('find a class of Java by its package', () => {
    expect(isSamePath('com/shop/Cart.java', 'app/src/main/java/com/shop/Cart.java')).toBe(true)
    expect(isSamePath('src/cart.ts', 'packages/a/src/cart.ts')).toBe(false)
  })
})
