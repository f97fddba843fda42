// Nothing moves under the reader: what a browser counts as layout shifts while places load, each of which a reader walks through.
import { expect, test } from './fixtures.ts'
import { places } from './places.ts'

test.use({ contents: 'sample', viewport: { width: 1440, height: 900 } })

/** What Web Vitals call good; a list that is pushed down by something that comes late is above it. */
const stillShift = 0.1

for (const walk of [
  ['home', 'spec', 'queue', 'task'],
  ['artifact-diff', 'artifact-log', 'artifact-tests'],
]) {
  test(`${walk.join(', ')} load without moving what is there`, async ({ app, window }) => {
    await window.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(globalThis, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') shifts.sum += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const { name, path, isShown } of places.filter(({ name }) => walk.includes(name))) {
      await window.goto(app.origin + path)
      await isShown(window)
      const sum = await window.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        return (globalThis as unknown as { shifts: { sum: number } }).shifts.sum
      })
      expect(sum, name).toBeLessThan(stillShift)
    }
  })
}

test('the places above wait for the name of the store, which would push them aside', async ({ app, window }) => {
  const told = Promise.withResolvers<void>()
  await window.route('**/rpc/store/info', async (route) => {
    await told.promise
    await route.continue()
  })
  await window.goto(`${app.origin}/queue`)
  const place = window.getByRole('navigation', { name: 'Breadcrumb', includeHidden: true }).getByText('Queue')
  await expect(window.getByRole('button', { name: 'Store Store, choose another' })).toBeVisible()
  await expect(place).toBeAttached()
  await expect(place).toBeHidden()
  told.resolve()
  await expect(window.getByRole('button', { name: 'Store artifacts, choose another' })).toBeVisible()
  await expect(place).toBeVisible()
})
