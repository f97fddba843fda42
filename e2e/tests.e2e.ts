// Reading a test report, whole, broken and hostile.
import { put } from './command-line.ts'
import { expect, test } from './fixtures.ts'
import { log, spec, task } from './seed.ts'

test.use({ contents: 'two attempts' })

const address = `/task/${spec}/${encodeURIComponent(task)}/2/junit.xml`

test('a report counts its tests and shows the failed ones first, with message and trace', async ({ openWindow }) => {
  const window = await openWindow(address)
  const report = window.getByRole('region', { name: 'Test report' })
  await expect(report.getByRole('term')).toHaveText(['Tests', 'Failed', 'Passed', 'Skipped', 'Duration', 'Format'])
  await expect(report.getByRole('definition')).toHaveText(['4', '1', '2', '1', /1\.5/, /junit/i])
  await report.getByRole('treeitem', { name: /gives up after three/ }).click()
  const detail = report.getByRole('region', { name: 'Test gives up after three' })
  await expect(detail).toContainText('expected 3 calls, got 4')
  await expect(detail).toContainText('at src/payment.test.ts:21:5')
})

test('an opened test has an address', async ({ openWindow, app }) => {
  const window = await openWindow(address)
  await window.getByRole('treeitem', { name: /gives up after three/ }).click()
  await expect(window.getByRole('region', { name: 'Test gives up after three' })).toBeVisible()
  const second = await openWindow(window.url().slice(app.origin.length))
  await expect(second.getByRole('region', { name: 'Test gives up after three' })).toContainText('expected 3 calls, got 4')
})

test('tests are filtered by outcome and text', async ({ openWindow }) => {
  const window = await openWindow(address)
  const tests = window.getByRole('tree', { name: 'Tests' })
  await window.getByLabel('Filter tests').fill('yen')
  await expect(tests).toContainText('charges in yen')
  await expect(tests).not.toContainText('charges in euro')
  await window.getByLabel('Filter tests').fill('')
  await window
    .getByRole('group', { name: 'Outcomes' })
    .getByRole('button', { name: /failed/i })
    .click()
  await expect(tests).toContainText('gives up after three')
  await expect(tests).not.toContainText('charges in yen')
})

test('tests are filtered by the time they took, and the filter has an address', async ({ openWindow, app }) => {
  const window = await openWindow(address)
  await window.getByLabel('Duration', { exact: true }).selectOption('100 ms or more')
  const tests = window.getByRole('tree', { name: 'Tests' })
  await expect(tests).toContainText('gives up after three')
  await expect(tests).not.toContainText('charges in yen')
  const second = await openWindow(window.url().slice(app.origin.length))
  await expect(second.getByRole('tree', { name: 'Tests' })).not.toContainText('charges in yen')
})

const broken = '<testsuite name="a" tests="2"><testcase name="one"/><testcase name="tw'
const hostile = `<?xml version="1.0"?>
<!DOCTYPE testsuite [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<testsuite name="x" tests="1"><testcase name="reads &secret; <b>bold</b>"/></testsuite>`
const laughs = `<?xml version="1.0"?>
<!DOCTYPE testsuite [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(20)}">`).join('')}]>
<testsuite name="x" tests="1"><testcase name="&a19;"/></testsuite>`

for (const [name, content] of Object.entries({
  'broken.xml': broken,
  'hostile.xml': hostile,
  'laughs.xml': laughs,
  'no-report.xml': log,
})) {
  test(`${name} gets a clear message, its text stays readable, and nothing of the machine leaks`, async ({ home, openWindow }) => {
    await put(home, { spec: 'odd', task: '1', type: 'test', name }, content)
    const window = await openWindow(`/task/odd/1/1/${name}`)
    const artifact = window.getByRole('region', { name: `Artifact ${name}` })
    await expect(artifact).toContainText(/malformed|broken|cut off|cannot be read|no .*report|unknown|external/i)
    await expect(artifact).not.toContainText('root:')
    await artifact.getByRole('navigation', { name: 'View as' }).getByRole('link', { name: 'Text' }).click()
    await expect(artifact).toContainText(content.slice(0, 10))
    await window.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Specs' }).click()
    await expect(window.getByRole('treeitem', { name: spec })).toBeVisible()
  })
}

test('a report of very many tests is listed whole, a linked test far down is found, and the list is arranged anew', async ({
  home,
  openWindow,
}) => {
  const count = 9000
  const tests = Array.from({ length: count }, (_, index) =>
    index === 4321
      ? `<testcase classname="s" name="t${index}"><failure message="no"/></testcase>`
      : `<testcase classname="s" name="t${index}"/>`,
  )
  await put(
    home,
    { spec: 'large', task: '1', type: 'test', name: 'r.xml' },
    `<testsuites><testsuite>${tests.join('\n')}</testsuite></testsuites>`,
  )
  const window = await openWindow(`/task/large/1/1/r.xml#${encodeURIComponent('by:list/sort:reported/test:s › t8765')}`)
  const tree = window.getByRole('tree', { name: 'Tests' })
  await expect(tree.getByRole('treeitem', { name: 't8765', selected: true })).toBeInViewport()
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-setsize', String(count))
  await window.getByRole('combobox', { name: 'Order' }).selectOption('failed-first')
  await tree.press('Home')
  await expect(tree.getByRole('treeitem').first()).toContainText('t4321')
})
