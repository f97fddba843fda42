// A log that a running agent puts again and again while somebody reads it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { put } from './command-line.ts'

test.use({
  prepared: async ({ home }, use) => {
    await mkdir(join(home.directory, '.vitrine'), { recursive: true })
    await writeFile(join(home.directory, '.vitrine', 'config.yaml'), 'artifact_store:\n  versioning_enabled: false\n')
    await use('prepared')
  },
})

const target = { spec: 'grow', task: '1', type: 'log', name: 'run.log' }
const words = ['alder', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple', 'oak', 'pine', 'rowan', 'spruce', 'willow', 'yew']
/** Lines that do not repeat each other. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `planted ${words[at % 14]} beside ${words[Math.floor(at / 14) % 14]}`).join('\n')

test('new lines of a growing log wait behind a button, and follow mode stays at the end', async ({ home, app, window }) => {
  const start = lines(4000)
  await put(home, target, `${start}\npart`)
  const ranges: string[] = []
  window.on('request', (request) => {
    ranges.push(request.headers()['range'] ?? 'all')
  })
  await window.goto(`${app.origin}/task/grow/1/1/run.log#L5`)
  const bar = window.getByRole('toolbar', { name: 'Log' })
  const table = window.getByRole('table', { name: 'Log lines' })
  await expect(table).toContainText('planted fir beside alder')
  await expect(bar.getByText('4,001 lines')).toBeVisible()

  await put(home, target, `${start}\npart of a line\nError: the saw broke\nlast`)
  const button = window.getByRole('button', { name: '2 new lines' })
  await expect(button).toBeVisible()
  await expect(table).toContainText('planted fir beside alder')
  await expect(bar.getByText('4,003 lines')).toBeVisible()
  await expect(window.getByRole('button', { name: '1 error' })).toBeVisible()
  expect(ranges, 'only what is new is read').toContain(`bytes=${start.length + '\npart'.length - 65_536}-`)
  await button.click()
  await expect(table).toContainText('part of a line')
  await expect(table).toContainText('the saw broke')
  await expect(button).toHaveCount(0)

  await window.getByRole('button', { name: /^Follow/ }).click()
  await put(home, target, `${start}\npart of a line\nError: the saw broke\nlast of them\n${lines(80)}\nthe new end\n`)
  await expect(table).toContainText('the new end')
  await expect(bar.getByText('4,084 lines')).toBeVisible()

  // Another log under the same name is not taken for more of the first.
  await put(home, target, `something else\n${lines(300)}\n`)
  await expect(bar.getByText('301 lines')).toBeVisible()
  await window.keyboard.press('e')
  await expect(bar.getByText('no errors')).toBeVisible()
})
