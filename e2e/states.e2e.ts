// Every place says that it is loading when that takes a moment, says what failed and where, and is there after another try.
import { type Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { places } from './places.ts'

test.use({ contents: 'sample', expectedComplaint: /net::ERR_FAILED/ })

/** What each place asks for first. */
const asked: Readonly<Record<string, string>> = {
  home: '**/rpc/spec/list',
  spec: '**/rpc/spec/list',
  queue: '**/rpc/queue/list',
  task: '**/rpc/task/get',
  'artifact-diff': '**/artifact?*',
  'artifact-log': '**/artifact?*',
  'artifact-tests': '**/rpc/report/get',
  'artifact-text': '**/artifact?*',
  'artifact-hex': '**/artifact?*',
  'artifact-image': '**/artifact?*',
  'compare-tests': '**/rpc/compare/tests',
  'compare-diff': '**/rpc/compare/diffs',
  'compare-log': '**/rpc/compare/logs',
  search: '**/rpc/search',
  'task-notes': '**/rpc/note/list',
  workspaces: '**/rpc/workspace/list',
  workspace: '**/rpc/workspace/get',
  sessions: '**/rpc/session/list',
  blobs: '**/rpc/artifact/list',
  storage: '**/rpc/store/usage',
  'storage-spec': '**/rpc/store/specUsage',
  cleanup: '**/rpc/cleanup/plan',
  trash: '**/rpc/trash/page',
  activity: '**/rpc/cleanup/receipts',
}

/** Have a title and the way to one another, whatever becomes of what they show. */
const rooms = ['storage', 'cleanup', 'trash', 'activity']

const walked = places.filter(({ name }) => Object.hasOwn(asked, name))
// A handful at a time: a visit costs less than a start of the app.
const atOnce = 8
for (let first = 0; first < walked.length; first += atOnce) {
  const visited = walked.slice(first, first + atOnce)
  test(`${visited.map(({ name }) => name).join(', ')} load, fail and come with another try`, async ({ app, window }) => {
    for (const { name, path, isShown } of visited) {
      const held: Route[] = []
      const pattern = asked[name] ?? ''
      let isHeld = true
      await window.route(pattern, async (route) => {
        if (isHeld) held.push(route)
        else await route.abort()
      })
      await window.goto(app.origin + path)
      const loading = window.getByRole('main').getByText(/^(Loading|Reading|Comparing|Planning|Searching)/)
      await expect(loading.first(), `${name} says that it loads`).toBeAttached()
      isHeld = false
      for (const route of held) await route.abort()
      const failure = window.getByRole('alert').filter({ has: window.getByRole('button', { name: 'Try again' }) })
      await expect(failure.first(), `${name} says what failed`).toBeVisible()
      if (rooms.includes(name)) {
        const main = window.getByRole('main')
        await expect(main.getByRole('heading', { level: 1 }), `${name} says what it is`).toBeVisible()
        await expect(main.getByText('Planning…'), `${name} does not claim to go on`).toBeHidden()
      }
      await window.unroute(pattern)
      const again = failure.first().getByRole('button', { name: 'Try again' })
      // It may come by itself before the click, when the store tells of something new; a click that waited on would press what fails next.
      await expect(async () => {
        if (await again.isVisible()) await again.click({ timeout: 5000 })
      }).toPass()
      await isShown(window)
    }
  })
}
