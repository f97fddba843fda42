// Reading a diff: inline and side by side, by file, by address.
import { type Page } from '@playwright/test'
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { log, spec, task } from './seed.ts'

// Wide enough for the list of files, and for two sides.
test.use({ contents: 'two attempts', viewport: { width: 1920, height: 900 } })

interface Box {
  x: number
  y: number
}

const address = `/task/${spec}/${encodeURIComponent(task)}/2/change.diff`

test('a diff shows its files, lines and word marks', async ({ openWindow }) => {
  const window = await openWindow(address)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('export async function pay')
  await expect(diff).toContainText('Payments are retried three times.')
  const files = window.getByRole('tree', { name: 'Files' })
  await expect(files.getByRole('treeitem', { name: /payment\.ts/ })).toBeVisible()
  await expect(files.getByRole('treeitem', { name: /README\.md/ })).toBeVisible()
})

/** Where the line that an attempt removed, and the one it put there, stand. */
async function places(window: Page): Promise<{ removed: Box; added: Box }> {
  const place = async (text: string) => {
    const box = await window.getByRole('grid', { name: 'Diff' }).getByRole('gridcell').filter({ hasText: text }).last().boundingBox()
    return box ?? { x: NaN, y: NaN }
  }
  return { removed: await place('export function pay('), added: await place('export async function pay(') }
}

test('a diff is read inline or side by side, and the choice stays', async ({ openWindow }) => {
  const window = await openWindow(address)
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('export async function pay')
  const layout = window.getByRole('group', { name: 'Layout' })
  const isAside = async () => {
    const { removed, added } = await places(window)
    return removed.y === added.y && removed.x < added.x
  }

  await layout.getByRole('button', { name: 'Side by side' }).click()
  await expect.poll(isAside).toBe(true)
  await layout.getByRole('button', { name: 'Inline' }).click()
  await expect.poll(isAside).toBe(false)
  await window.reload()
  await expect(layout.getByRole('button', { name: 'Inline' })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(isAside).toBe(false)
})

test('a narrow window reads inline, whatever was chosen', async ({ openWindow }) => {
  const window = await openWindow(address)
  await window.getByRole('group', { name: 'Layout' }).getByRole('button', { name: 'Side by side' }).click()
  await window.setViewportSize({ width: 640, height: 800 })
  const isInline = async () => {
    const { removed, added } = await places(window)
    return removed.x === added.x && removed.y < added.y
  }
  await expect.poll(isInline).toBe(true)
})

test('a file folds and unfolds, and is reached from the list', async ({ openWindow }) => {
  const window = await openWindow(address)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('Payments are retried three times.')
  await window.getByRole('button', { name: 'Fold all files', exact: true }).click()
  await expect(diff).not.toContainText('Payments are retried three times.')
  await window
    .getByRole('tree', { name: 'Files' })
    .getByRole('treeitem', { name: /README\.md/ })
    .click()
  await expect(window).toHaveURL(/#README\.md/)
  await window.getByRole('button', { name: 'Unfold all files' }).click()
  await expect(diff).toContainText('Payments are retried three times.')
})

test('a search finds what is in the diff', async ({ openWindow }) => {
  const window = await openWindow(address)
  await expect(window.getByRole('grid', { name: 'Diff' })).toContainText('export async function pay')
  await window.getByRole('button', { name: 'Find in the diff' }).click()
  const search = window.getByRole('search')
  await search.getByLabel('Find in the diff').fill('charge')
  await expect(search).toContainText('3')
  await search.getByLabel('Find in the diff').fill('absent from this diff')
  await expect(search).toContainText(/no/i)
})

test('a diff that is no diff says so, and can be read as text', async ({ home, app, openWindow }) => {
  await put(home, { spec: 'odd', task: '1', type: 'diff', name: 'not.diff' }, log)
  const window = await openWindow('/task/odd/1/1/not.diff')
  const artifact = window.getByRole('region', { name: 'Artifact not.diff' })
  await expect(artifact).toContainText(/no diff|without a diff|not a diff/i)
  await artifact.getByRole('navigation', { name: 'View as' }).getByRole('link', { name: 'Text' }).click()
  await expect(artifact).toContainText('ECONNREFUSED')

  const patch = '*** Begin Patch\n*** Update File: a.py\n@@ def f():\n-b\n+c\n*** End Patch\n'
  await put(home, { spec: 'odd', task: '2', type: 'diff', name: 'not.diff' }, patch)
  await window.goto(`${app.origin}/task/odd/2/1/not.diff`)
  await expect(artifact).toContainText('It has the form of apply_patch, which is no unified diff, so this is its text.')
  await artifact.getByRole('navigation', { name: 'View as' }).getByRole('link', { name: 'Diff' }).click()
  await expect(artifact.getByRole('list', { name: 'Notes about this diff' })).toContainText('This has the form of apply_patch.')
})

test('one line above the files is said once, and is the title when it is folded away', async ({ home, openWindow }) => {
  const patch = 'Made by hand.\n\ndiff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-a\n+b\n'
  await put(home, { spec: 'odd', task: '1', type: 'diff', name: 'note.diff' }, patch)
  const window = await openWindow('/task/odd/1/1/note.diff')
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff.getByText('Made by hand.')).toHaveCount(1)
  await diff.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(diff.getByRole('button', { name: 'Made by hand.', exact: true })).toBeVisible()
  await expect(diff.getByText('Made by hand.')).toHaveCount(1)
})

test('a long path gives way to what stands beside it, its folders first', async ({ home, openWindow }) => {
  const path = 'src/test/org/apache/commons/math/util/with/many/more/folders/ExpandableDoubleArrayTest.java'
  const long = `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`
  await put(home, { spec, task, version: 3, type: 'diff', name: 'change.diff' }, long)
  const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/3/change.diff`)
  await window.setViewportSize({ width: 1280, height: 800 })
  const diff = window.getByRole('grid', { name: 'Diff' })
  const name = diff.getByText('ExpandableDoubleArrayTest.java', { exact: true }).first()
  const edges = async () => {
    const [text, copy] = [await name.boundingBox(), await diff.getByRole('button', { name: 'Copy the path' }).first().boundingBox()]
    const isWhole = await name.evaluate((element) => element.scrollWidth <= element.clientWidth)
    return { isWhole, gapPx: (copy?.x ?? NaN) - (text?.x ?? NaN) - (text?.width ?? NaN) }
  }
  await expect.poll(async () => (await edges()).gapPx).toBeGreaterThanOrEqual(0)
  await expect.poll(async () => (await edges()).isWhole).toBe(true)
})

test('rows that are shown again after others show nothing of those', async ({ home, openWindow }) => {
  const long = `+${'const value = call(argument, "text") + 1; '.repeat(30)}\n`
  const odd = [' same\n', '-old\r\n', '+new\n', long, ' ab\u202ecd\n', '+more\n', '-z\u0300\u0301 gone\n', ' const text = "here"\n']
  const hunk = (size: number, at: number) => {
    const rows = Array.from({ length: size }, (_, index) => odd[(index * 3 + at) % odd.length] ?? '')
    const [olds, news] = [rows.filter((row) => !row.startsWith('+')).length, rows.filter((row) => !row.startsWith('-')).length]
    return `@@ -${at * 100 + 1},${olds} +${at * 100 + 1},${news} @@\n${rows.join('')}`
  }
  const file = (name: string, hunks: string) => `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n${hunks}`
  const merge = 'diff --cc c.txt\nindex 1,2..3\n--- a/c.txt\n+++ b/c.txt\n@@@ -1,2 -1,2 +1,3 @@@\n  same\n++both\n -one\n+ two\n'
  const cut = `diff --git a/d.js b/d.js\n--- a/d.js\n+++ b/d.js\n@@ -1 +1 @@\n-short\n+${'x'.repeat(3000)}\n\\ No newline at end of file\n`
  const hunks = Array.from({ length: 6 }, (_, at) => hunk(11 + at, at)).join('')
  await put(home, { spec, task, version: 3, type: 'diff', name: 'change.diff' }, file('a.ts', hunks) + merge + cut + file('b.ts', hunks))
  const window = await openWindow(`/task/${spec}/${encodeURIComponent(task)}/3/change.diff`)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('call(argument')
  const scrollTo = (place: 'top' | 'middle' | 'end') =>
    diff.evaluate((grid, to) => (grid.scrollTop = { top: 0, middle: grid.scrollHeight / 3 + 7, end: grid.scrollHeight }[to]), place)
  /** The lines of code on screen, and how many have no colors yet; the order of names in a class means nothing. */
  const drawn = () =>
    diff.evaluate((grid) => {
      const texts = Array.from(grid.querySelectorAll('[data-row]'))
      const uncolored = texts.filter((text) => /const |"text"/.test(text.textContent) && text.childElementCount === 0).length
      const rows = Array.from(grid.querySelectorAll('[role=row]:has([data-half])'), (row) =>
        row.outerHTML.replaceAll(/class="([^"]*)"/g, (_, names: string) => `class="${names.trim().split(/\s+/).toSorted().join(' ')}"`),
      )
      return { rows, uncolored }
    })
  /** Once it stays as it is: right after a scroll there is still what was there before. */
  const shown = async (place: 'top' | 'middle' | 'end') => {
    let last = ''
    let rows: string[] = []
    await expect
      .poll(async () => {
        await scrollTo(place)
        const before = last
        const now = await drawn()
        rows = now.rows
        last = rows.join('\n')
        return now.uncolored === 0 && last === before
      })
      .toBe(true)
    return rows
  }
  const [top, end] = [await shown('top'), await shown('end')]
  expect(end).not.toEqual(top)
  for (const place of ['middle', 'top', 'end', 'middle', 'end', 'top'] as const) {
    if (place === 'middle') await shown(place)
    else await expect.poll(() => shown(place)).toEqual(place === 'top' ? top : end)
  }
})
