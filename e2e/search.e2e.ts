// Searching names and contents of everything, and landing on the line.
import { findInBothThemes } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { pressKeys } from './press-keys.ts'
import { put } from './command-line.ts'
import { fillOnce } from './seed.ts'
import { type Home } from './served-app.ts'

const diff = [
  'diff --git a/src/pay.ts b/src/pay.ts',
  '--- a/src/pay.ts',
  '+++ b/src/pay.ts',
  '@@ -1,3 +1,4 @@',
  ' export function pay() {',
  '+  throw new Error("quokka")',
  '   return 1',
  ' }',
  '@@ -200,3 +201,4 @@ function other() {',
  '   const a = 1',
  '+  log("quokka again")',
  '   return a',
  ' }',
  '',
].join('\n')
const report = `<testsuite name="pay"><testcase classname="pay" name="charges once"/>
<testcase classname="pay" name="refunds"><failure message="no">
  at pay.ts: the quokka said no
</failure></testcase></testsuite>`
const log = `${Array.from({ length: 900 }, (_, index) => `line ${index} ${index % 2 === 0 ? 'even' : 'odd'}`).join('\n')}\nError: quokka is closed\nend\n`

async function putAnimals(home: Home): Promise<void> {
  await put(home, { spec: 'zoo', task: '1', type: 'diff', name: 'diff' }, diff)
  await put(home, { spec: 'zoo', task: '1', type: 'test', name: 'junit.xml' }, report)
  await put(home, { spec: 'zoo', task: '1', type: 'log', name: 'run.log' }, log)
  await put(home, { spec: 'other', task: '2', type: 'file', name: 'notes.txt' }, 'first\nthe quokka notes\n')
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, putAnimals)
    await use('prepared')
  },
})

test('a hit opens its line in a log, its row in a diff, its test in a report, beside the results', async ({ window }) => {
  await expect(window.getByRole('tree')).toBeVisible()
  await pressKeys(window, 'g', 'f')
  await window.getByRole('searchbox', { name: /^Search/ }).fill('quokka')
  const results = window.getByRole('list', { name: 'Results' })
  const hit = (text: string) => results.getByRole('link').filter({ hasText: text })
  await expect(results.getByRole('link').filter({ hasText: 'attempt 1' })).toHaveCount(4)
  await expect(window).toHaveURL(/\/search\?q=quokka$/)

  await hit('quokka is closed').click()
  const lines = window.getByRole('table', { name: 'Log lines' })
  await expect(lines.getByRole('row').filter({ hasText: 'quokka is closed' })).toBeVisible()
  await expect(window.getByRole('search')).toContainText('1 hit')
  await expect(window).toHaveURL(/run\.log\?q=quokka#L901$/)

  await hit('quokka again').click()
  await expect(window).toHaveURL(/diff\?q=quokka#line:11$/)
  await expect(window.getByRole('search')).toContainText('2 of 2')
  await expect(window.getByText('log("quokka again")').last()).toBeVisible()

  await hit('the quokka said no').click()
  await expect(window.getByRole('region', { name: 'Test refunds' })).toContainText('the quokka said no')
  await expect(window).toHaveURL(/#test:/)

  await hit('the quokka notes').click()
  await expect(window.getByRole('table', { name: 'Text lines' })).toContainText('the quokka notes')
  await window.keyboard.press('Escape')
  await expect(results).toBeVisible()
})

test('facets narrow a search, and what no filter knows is said', async ({ openWindow }) => {
  const window = await openWindow('/search?q=quokka')
  const results = window.getByRole('list', { name: 'Results' })
  await window.getByRole('group', { name: 'Type' }).getByRole('button', { name: 'diff' }).click()
  await expect(results.getByRole('link').filter({ hasText: 'attempt 1' })).toHaveCount(1)
  await expect(window.getByRole('searchbox', { name: /^Search/ })).toHaveValue('quokka type:diff')
  await window.getByRole('group', { name: 'Type' }).getByRole('button', { name: 'diff' }).click()
  await expect(results.getByRole('link').filter({ hasText: 'attempt 1' })).toHaveCount(4)
  expect(await findInBothThemes(window)).toEqual([])
  const field = window.getByRole('searchbox', { name: /^Search/ })
  await field.fill('quokka type:dog "no"')
  const problem = window.getByRole('alert')
  await expect(problem.locator('mark')).toHaveText('type:dog')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  expect(await findInBothThemes(window)).toEqual([])
  // Asked again it is answered the same way: only what is allowed there is offered.
  await expect(problem.getByRole('button')).toHaveText(['type:diff', 'type:log', 'type:test', 'type:file'])
  await problem.getByRole('button', { name: 'type:file' }).click()
  await expect(field).toHaveValue('quokka type:file "no"')
  await expect(field).toBeFocused()
  await field.fill('typ:wombat')
  await expect(window.getByText('Nothing matches “typ:wombat”')).toBeVisible()
  await expect(window.getByText('There is no filter “typ:wombat”')).toBeVisible()
})

test('results are walked by key', async ({ openWindow }) => {
  const window = await openWindow('/search?q=quokka+type%3Alog')
  const results = window.getByRole('list', { name: 'Results' })
  await expect(results).toContainText('quokka is closed')
  await window.getByRole('searchbox', { name: /^Search/ }).press('Enter')
  await window.keyboard.press('j')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('quokka is closed')
})

test('a search is saved, found again on the empty page, in the palette and in another browser, and forgotten', async ({
  app,
  browser,
  window,
}) => {
  await pressKeys(window, 'g', 'f')
  const field = window.getByRole('searchbox', { name: /^Search/ })
  await field.fill('type:log quokka')
  await expect(window).toHaveURL(/q=type/)
  await window.getByRole('button', { name: 'Save this search' }).click()
  await expect(window.getByRole('button', { name: 'Forget this search' })).toBeVisible()
  // Kept in the store, not in the browser.
  const other = await browser.newContext({ storageState: { cookies: await window.context().cookies(), origins: [] } })
  const otherWindow = await other.newPage()
  await otherWindow.goto(`${app.origin}/search`)
  const elsewhere = otherWindow.getByRole('region', { name: 'Saved searches' })
  await expect(elsewhere.getByRole('link', { name: 'type:log quokka' })).toBeVisible()
  await window.reload()
  await field.fill('')
  const saved = window.getByRole('region', { name: 'Saved searches' })
  await saved.getByRole('link', { name: 'type:log quokka' }).click()
  await expect(field).toHaveValue('type:log quokka')
  // At once: what the field held before is what it holds again.
  await field.fill('')
  await saved.getByRole('link', { name: 'type:log quokka' }).click()
  await expect(window.getByRole('list', { name: 'Results' })).toContainText('quokka is closed')
  await window.keyboard.press('Control+k')
  await window.getByRole('combobox').fill('saved quokka')
  await expect(window.getByRole('option', { name: /type:log quokka/ })).toBeVisible()
  await window.keyboard.press('Escape')
  await field.fill('')
  await saved.getByRole('button', { name: 'Forget “type:log quokka”' }).click()
  await expect(saved).toBeHidden()
  await expect(elsewhere).toBeHidden()
  await other.close()
})
