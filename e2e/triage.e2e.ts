// From a failing test to the change behind it, to the log that tells of it, and back.
import { put } from './command-line.ts'
import { findInBothThemes } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { diff, fillOnce } from './seed.ts'
import { type Home } from './served-app.ts'

const spec = 'shop'
const task = '1'
const report = (trace: string, more = '') => `<testsuite name="payment" tests="2">
  <testcase classname="payment.retry" name="gives up after three" time="0.75">
    <failure message="expected 3 calls, got 4">Error: expected 3 calls, got 4
${trace}</failure>
  </testcase>
  <testcase classname="payment.retry" name="starts" time="0.25">${more}</testcase>
</testsuite>`
const lines = ['$ npm test', ...Array.from({ length: 300 }, (_, line) => `step ${line}`)]
const log = [...lines, '  ✕ gives up after three (750 ms)', '    Error: expected 3 calls, got 4', 'done', ''].join('\n')

async function putFailing(home: Home): Promise<void> {
  const frames = '    at pay (/build/src/payment.ts:5:11)\n    at run (/build/node_modules/jest/run.js:1:1)'
  await put(
    home,
    { spec, task, version: 1, type: 'test', name: 'junit.xml' },
    report('    at /build/src/other.ts:1:1').replace(/<failure[\s\S]*failure>/, ''),
  )
  await put(home, { spec, task, version: 2, type: 'test', name: 'junit.xml' }, report(frames))
  await put(home, { spec, task, version: 3, type: 'diff', name: 'change.diff' }, diff)
  await put(home, { spec, task, version: 3, type: 'log', name: 'run.log' }, log)
  await put(home, { spec, task, version: 3, type: 'test', name: 'junit.xml' }, report(frames))
}

test.use({
  prepared: async ({ home }, use) => {
    await fillOnce(home, putFailing)
    await use('prepared')
  },
})

const address = `/task/${spec}/${task}/3/junit.xml#test:payment › payment.retry › gives up after three`

test('a failing test leads to the changed line its frame stands on, and the hunk leads back', async ({ openWindow }) => {
  const window = await openWindow(address)
  const code = window.getByRole('region', { name: 'In the diff' })
  await expect(code.getByRole('listitem')).toHaveText(['src/payment.ts:5paychanged line'])
  await window.keyboard.press('d')
  await expect(window).toHaveURL(/change\.diff#src\/payment\.ts:R5$/)
  const failing = window.getByRole('region', { name: 'Failing tests that lead into this diff' })
  await failing.getByRole('button', { name: '1 failing test leads into this diff' }).click()
  await expect(failing.getByRole('listitem')).toContainText(['src/payment.ts:5'])
  const badge = window.getByRole('grid', { name: 'Diff' }).getByRole('link', { name: /gives up after three/ })
  await expect(badge).toHaveAttribute('title', /line 5, changed line/)
  await badge.click()
  await expect(window.getByRole('region', { name: 'Test gives up after three' })).toBeVisible()
})

test('the diff stays where it is when it becomes known which failing tests lead into it', async ({ window, app }) => {
  const release = Promise.withResolvers<void>()
  await window.route('**/rpc/triage/get', async (route) => {
    await release.promise
    await route.continue()
  })
  await window.goto(`${app.origin}/task/${spec}/${task}/3/change.diff`)
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff).toContainText('@@')
  await expect(window.getByText('Looking where the failing tests lead…')).toBeVisible()
  const before = await diff.boundingBox()
  release.resolve()
  await expect(window.getByRole('button', { name: '1 failing test leads into this diff' })).toBeVisible()
  expect(await diff.boundingBox()).toEqual(before)
})

test('the lines of the log that tell of a failing test are shown, and are one key away', async ({ openWindow }) => {
  const window = await openWindow(address)
  const excerpt = window.getByRole('region', { name: 'In the log' })
  await expect(excerpt).toContainText('reports the failure')
  await expect(excerpt).toContainText('Error: expected 3 calls, got 4')
  await window.keyboard.press('l')
  await expect(window).toHaveURL(/run\.log\?as=log#L302$/)
  await expect(window.getByText('✕ gives up after three')).toBeVisible()
})

test('a test shows how it ended in every attempt, and since when it fails', async ({ openWindow }) => {
  const window = await openWindow(address)
  const attempts = window.getByRole('region', { name: 'Over the attempts' })
  await expect(attempts).toContainText('Failing since v2.')
  await expect(attempts.getByRole('link')).toHaveText([/v1.*750 ms/, /v2.*750 ms/, /v3.*750 ms/])
  await attempts.getByRole('link').first().click()
  await expect(window).toHaveURL(/\/1\/1\/junit\.xml#test:/)
  await expect(window.getByRole('region', { name: 'Test gives up after three' }).getByRole('definition').nth(1)).toHaveText('passed')
})

test.describe('in a window of 1280', () => {
  test.use({ viewport: { width: 1280, height: 900 } })

  test('what leads from a test to code breaks no rule in either theme', async ({ openWindow }) => {
    const window = await openWindow(address)
    await expect(window.getByRole('region', { name: 'In the log' })).toContainText('reports the failure')
    await expect(window.getByRole('region', { name: 'In the diff' }).getByRole('listitem')).toHaveCount(1)
    expect(await findInBothThemes(window)).toEqual([])
    await window.keyboard.press('d')
    const failing = window.getByRole('region', { name: 'Failing tests that lead into this diff' })
    await failing.getByRole('button').click()
    expect(await findInBothThemes(window)).toEqual([])
  })
})
