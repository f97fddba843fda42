// Two attempts of one task side by side: tests that flipped, the change of the diff, lines only one log has.
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { goTo } from './go-to.ts'
import { diff, fillOnce, log, putTwoAttempts, report, spec, task } from './seed.ts'
import { type Home } from './served-app.ts'

// Ids of blobs would say that diffs with the same ones make the same file.
const plainDiff = diff.replaceAll(/^index .*\n/gm, '')

const taskPath = `/task/${spec}/${encodeURIComponent(task)}`
const comparePath = `/compare/${spec}/${encodeURIComponent(task)}`

/** A third attempt: it fixes what failed, breaks another test, and skips nothing. */
const third = report
  .replace(/<failure message[\s\S]*?<\/failure>/, '')
  .replace(
    'name="charges in euro" time="0.25"/>',
    'name="charges in euro" time="2.5"><failure message="no euro">Error: no euro</failure></testcase>',
  )
  .replace('<skipped message="no yen yet"/>', '')
  .replace('failures="1" errors="0" skipped="1"', 'failures="1" errors="0" skipped="0"')

async function putThreeAttempts(home: Home): Promise<void> {
  await putTwoAttempts(home)
  const at = { spec, task, version: 3, meta: { agent: 'carla' } }
  await put(home, { ...at, type: 'diff', name: 'change.diff' }, plainDiff.replace('attempt < 4', 'attempt < 7'))
  await put(home, { ...at, type: 'test', name: 'junit.xml' }, third)
  await put(home, { ...at, type: 'log', name: 'run.log' }, log.replace('ECONNREFUSED 127.0.0.1:5432', 'ETIMEDOUT 10.0.0.7:5432'))
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, putThreeAttempts)
    await use('prepared')
  },
})

test('from the task, the newest attempt is compared with the one before', async ({ openWindow }) => {
  const window = await openWindow(taskPath)
  await window.getByRole('link', { name: 'Compare attempts 2 and 3' }).click()
  await expect(window.getByRole('region', { name: 'Attempts 2 and 3 compared' })).toBeVisible()
  await expect(window.getByRole('combobox', { name: 'Second attempt' })).toHaveValue('3')
  await expect(window.getByRole('listbox', { name: 'Tests' }).getByRole('option')).toHaveText([
    /broke.*pass→fail.*charges in euro/,
    /fixed.*fail→pass.*gives up after three/,
    /no longer skipped.*charges in yen/,
  ])
  await window.keyboard.press('j')
  const tests = window.getByRole('listbox', { name: 'Tests' })
  await expect(tests, 'a key leads into the list').toBeFocused()
  const first = await tests.getByRole('option').first().getAttribute('id')
  await expect(tests).toHaveAttribute('aria-activedescendant', first ?? '')
  for (const _press of ['once', 'again']) await window.keyboard.press('y')
  await expect(window.getByRole('group').filter({ hasText: 'Copied the link' }), 'said once').toHaveCount(1)
  await window.keyboard.press('u')
  await expect(window, 'and out of it').toHaveURL(/\/task\//)
})

test('any two attempts are selected by key and compared', async ({ openWindow }) => {
  const window = await openWindow(taskPath)
  const attempts = window.getByRole('grid', { name: 'Attempts' })
  await attempts.getByRole('link', { name: 'Attempt 3 by carla' }).focus()
  await window.keyboard.press('x')
  await window.keyboard.press('End')
  await window.keyboard.press('x')
  await expect(window.getByRole('link', { name: 'Compare attempts 1 and 3' })).toBeVisible()
  await window.keyboard.press('=')
  await expect(window).toHaveURL(/\/1\/3$/)
  await window.getByRole('combobox', { name: 'First attempt' }).selectOption('2')
  await expect(window).toHaveURL(/\/2\/3$/)
  await window.getByRole('link', { name: 'Swap the two' }).click()
  await expect(window).toHaveURL(/\/3\/2$/)
  await expect(window.getByRole('listbox', { name: 'Tests' })).toContainText('newly skipped')
  await window.keyboard.press('u')
  await expect(window.getByRole('grid', { name: 'Attempts' })).toBeVisible()
})

test('a test that flipped has an address, says why it fails, and opens in either attempt', async ({ openWindow, app }) => {
  const window = await openWindow(`${comparePath}/2/3`)
  const tests = window.getByRole('listbox', { name: 'Tests' })
  await tests.focus()
  await window.keyboard.press('j')
  await window.keyboard.press('Enter')
  const detail = window.getByRole('region', { name: 'Test charges in euro' })
  await expect(detail).toContainText('no euro')
  const second = await openWindow(window.url().slice(app.origin.length))
  await expect(second.getByRole('region', { name: 'Test charges in euro' })).toContainText('broke')
  await detail.getByRole('link', { name: /attempt 2/ }).click()
  await expect(window).toHaveURL(new RegExp(`${encodeURIComponent(task)}/2/junit\\.xml`))
  await expect(window.getByRole('region', { name: 'Test charges in euro' })).toBeVisible()
})

test('flips are filtered by what became of the tests', async ({ openWindow }) => {
  const window = await openWindow(`${comparePath}/2/3`)
  const ways = window.getByRole('group', { name: 'What became of them' })
  await expect(ways.getByRole('button')).toHaveText(['1 broke', '1 fixed', '1 no longer skipped', '1 still passing', '1 twice as slow'])
  await ways.getByRole('button', { name: 'still passing' }).click()
  const tests = window.getByRole('listbox', { name: 'Tests' }).getByRole('option')
  await expect(tests).toHaveText([/retries a refused charge/])
  await window.getByLabel('Filter tests').fill('euro')
  await expect(window.getByText('No test matches the filter.')).toBeVisible()
  await window.getByRole('button', { name: 'Show what changed' }).click()
  await expect(tests).toHaveCount(3)
})

test('a diff is compared by its interdiff, and both are shown side by side when asked', async ({ openWindow }) => {
  const window = await openWindow(`${comparePath}/1/3?show=diff`)
  const files = window.getByRole('list', { name: 'Files of the two diffs' })
  await expect(files.getByRole('listitem')).toHaveText([/same.*README\.md/, /changed.*src\/payment\.ts.*\+1 −1/])
  const interdiff = window.getByRole('grid', { name: 'Diff' })
  await expect(interdiff).toContainText('attempt < 9')
  await expect(interdiff).toContainText('attempt < 7')
  await expect(interdiff).not.toContainText('Payments are retried')
  await window.getByRole('button', { name: 'Both diffs side by side' }).click()
  await expect(window.getByRole('region', { name: 'Diff of attempt 1' })).toContainText('attempt < 9')
  await expect(window.getByRole('region', { name: 'Diff of attempt 3' })).toContainText('attempt < 7')
})

test('diffs of different versions of a file cannot be compared: it says why and shows both', async ({ home, openWindow }) => {
  const other = plainDiff.replace(" import { charge } from './gateway'", " import { charge } from './elsewhere'")
  await put(home, { spec, task, version: 4, type: 'diff', name: 'change.diff' }, other)
  const window = await openWindow(`${comparePath}/3/4?show=diff`)
  await expect(window.getByText(/cannot be told from the diffs alone: .*different versions/)).toBeVisible()
  await expect(window.getByRole('region', { name: 'Diff of attempt 4' })).toContainText('elsewhere')
})

test('of two diffs side by side, one that comes late leaves the other where it is', async ({ home, openWindow }) => {
  const addition = (name: string, words: string) =>
    `diff --git a/${name} b/${name}\nnew file mode 100644\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1,200 @@\n${`+${words}\n`.repeat(200)}`
  for (const version of [4, 5]) {
    const long = addition('first.txt', `one of ${version}`) + addition('second.txt', `two of ${version}`)
    await put(home, { spec, task, version, type: 'diff', name: 'change.diff' }, long)
  }
  const window = await openWindow(taskPath)
  const late = Promise.withResolvers<void>()
  await window.route(/\/artifact\?.*%2Fchange\.v4\./, async (route) => {
    await late.promise
    await route.continue()
  })
  await window.goto(`${new URL(window.url()).origin}${comparePath}/4/5?show=diff#//`)
  const grid = (version: number) => window.getByRole('region', { name: `Diff of attempt ${version}` }).getByRole('grid')
  await expect(grid(5)).toContainText('one of 5')
  // In hand: the other follows it.
  await expect(grid(4)).toBeFocused()
  late.resolve()
  await expect(grid(4)).toContainText('one of 4')
  await expect(grid(5)).toContainText('one of 5')
  expect(await grid(5).evaluate((element) => element.scrollTop)).toBe(0)
})

test('diffs that make the same changes say so', async ({ home, openWindow }) => {
  await put(home, { spec, task, version: 4, type: 'diff', name: 'change.diff' }, `${plainDiff.replace('attempt < 4', 'attempt < 7')}\n`)
  const window = await openWindow(`${comparePath}/3/4?show=diff`)
  await expect(window.getByText('The two diffs make the same changes')).toBeVisible()
})

test('lines that only one log has stand side by side and open in the log', async ({ openWindow }) => {
  const window = await openWindow(`${comparePath}/2/3?show=log`)
  const first = window.getByRole('listbox', { name: 'Only in attempt 2, lines' })
  await expect(first.getByRole('option')).toHaveText([/4.*error.*ECONNREFUSED/])
  await expect(window.getByRole('listbox', { name: 'Only in attempt 3, lines' })).toContainText('ETIMEDOUT')
  await first.focus()
  await window.keyboard.press('j')
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/\/2\/run\.log#L4$/)
  await window.goBack()
  await expect(first.getByRole('option', { selected: true })).toContainText('ECONNREFUSED')
})

test('artifacts are listed by what became of them, and lead to their comparison', async ({ openWindow }) => {
  const window = await openWindow(`${comparePath}/1/3?show=artifacts`)
  const pairs = window.getByRole('grid', { name: 'Artifacts of both attempts' })
  await expect(pairs.getByRole('row')).toContainText(['Artifact', 'changed', 'only in 3', 'changed'])
  await pairs.getByRole('link', { name: 'change.diff, changed' }).click()
  await expect(window.getByRole('list', { name: 'Files of the two diffs' })).toBeVisible()
})

test('an open report is one step from its comparison with the attempt before', async ({ openWindow }) => {
  const window = await openWindow(`${taskPath}/3/junit.xml`)
  await window.getByRole('link', { name: 'Compare with attempt 2' }).click()
  await expect(window).toHaveURL(/\/2\/3\?show=tests&second=junit\.xml$/)
  await expect(window.getByRole('option', { name: /charges in euro/ })).toBeVisible()
})

test('two artifacts of one attempt are compared as well', async ({ home, openWindow }) => {
  await put(home, { spec, task, version: 3, type: 'log', name: 'again.log' }, log.replace('npm ERR! code 1', 'npm ERR! code 2'))
  const window = await openWindow(`${taskPath}/3`)
  const artifacts = window.getByRole('grid', { name: 'Artifacts of attempt 3' })
  for (const name of ['again.log', 'run.log']) {
    await artifacts.getByRole('link', { name }).focus()
    await window.keyboard.press('x')
  }
  await window.getByRole('link', { name: 'Compare the two' }).click()
  await expect(window.getByRole('combobox', { name: 'First artifact' })).toHaveValue('again.log')
  await expect(window.getByRole('region', { name: 'Only in attempt 3' }).first()).toContainText('npm ERR! code 2')
})

test('an attempt that is not there, and logs that are not, are said to be missing', async ({ openWindow }) => {
  const window = await openWindow(`${comparePath}/2/9`)
  await expect(window.getByRole('heading', { name: `Task “${task}” has no attempt 9` })).toBeVisible()
  const second = await openWindow(`${comparePath}/1/2?show=log`)
  await expect(second.getByText('There are no logs to compare')).toBeVisible()
})

test('a comparison that takes long says how far it is, and can be cancelled and made again', async ({ home, openWindow }) => {
  const line = 'a line like all the others, but for what is masked: 12:30:01 took 17 ms'
  for (const version of [4, 5]) {
    const long = `${line} of attempt ${version}\n`.repeat(300_000)
    await put(home, { spec, task, version, meta: { agent: 'dora' }, type: 'log', name: 'run.log' }, long)
  }
  const window = await openWindow(`${comparePath}/4/5?show=log`)
  const progress = window.getByRole('progressbar', { name: 'Comparing the logs' })
  await expect(progress).toBeVisible()
  await window.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByText('The comparison was cancelled.')).toBeVisible()
  await expect(progress).toBeHidden()
  await window.getByRole('button', { name: 'Compare again' }).click()
  await expect(progress).toBeVisible()
})

test('an interdiff that takes long can be cancelled and made again', async ({ home, openWindow }) => {
  const lines = 150_000
  for (const version of [4, 5]) {
    const rows = Array.from({ length: lines }, (_, row) => `+${(row * 7919 * version) % lines} is what attempt ${version} put there\n`)
    const long = `diff --git a/long b/long\nnew file mode 100644\n--- /dev/null\n+++ b/long\n@@ -0,0 +1,${lines} @@\n${rows.join('')}`
    await put(home, { spec, task, version, meta: { agent: 'dora' }, type: 'diff', name: 'change.diff' }, long)
  }
  const window = await openWindow(taskPath)
  // In the moment that the button comes: a story hears of it later, when what it ends may be over.
  await window.evaluate(() => {
    new MutationObserver((_, observer) => {
      const cancel = Array.from(document.querySelectorAll('button')).find(({ textContent }) => textContent === 'Cancel')
      if (cancel === undefined) return
      observer.disconnect()
      cancel.click()
    }).observe(document.body, { childList: true, subtree: true })
  })
  await goTo(window, `${comparePath}/4/5?show=diff`)
  await expect(window.getByText('The comparison was cancelled.')).toBeVisible()
  await expect(window.getByRole('progressbar', { name: 'Comparing the diffs' })).toBeHidden()
  await window.getByRole('button', { name: 'Compare again' }).click()
  await expect(window.getByRole('region', { name: 'Diffs compared' })).toContainText('1 file: 1 changed')
})
