// What a start loads before it shows something; how long that takes is for `npm run bench -- start-up`.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tools/run-command.ts'
import { type Request, type Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const built = join(root, 'out', 'main')

/** The text of a built file and of all that is loaded with it. */
function loadedWith(entry: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(entry)) return seen
  const text = readFileSync(join(built, entry), 'utf8')
  seen.set(entry, text)
  for (const [, name] of text.matchAll(/^(?:import|export)\b[^"'\n]*["']\.\/([^"'\n]+)["'];?$/gm))
    if (name !== undefined) loadedWith(name, seen)
  return seen
}

test('the link is printed before the store is loaded', () => {
  // The bundler names the file by what else is in it.
  const serving = globSync('*.js', { cwd: built }).filter((name) =>
    readFileSync(join(built, name), 'utf8').includes('function serveUntilSignal('),
  )
  expect(serving).toHaveLength(1)
  for (const entry of ['run-serve.js', 'run-cli.js', ...serving]) {
    const texts = [...loadedWith(entry).values()]
    expect(texts.length, entry).toBeGreaterThan(3)
    for (const of of ['from "better-sqlite3"', 'function openArtifactStore', 'function openApp'])
      expect(texts.filter((text) => text.includes(of)).length, `${entry}: ${of}`).toBe(0)
  }
  expect([...loadedWith('core.js').values()].some((text) => text.includes('from "better-sqlite3"'))).toBe(true)
})

const window = join(root, 'out', 'renderer')

test('the window needs one round of requests for its first list: what its first files import, its page names', () => {
  const page = readFileSync(join(window, 'index.html'), 'utf8')
  const named = Array.from(page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g), ([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(0)
  for (const name of named)
    for (const [, imported] of readFileSync(join(window, name), 'utf8').matchAll(/\b(?:from|import)\s*["']\.\/([^"']+)["']/g))
      expect(named).toContain(`assets/${imported}`)
})

test('what every window shows is asked for before its code is there, once, and changes are followed when all of it is there', async ({
  page,
  app,
  signedIn,
}) => {
  expect(signedIn).toBe('signed in')
  const steps: string[] = []
  const note = (what: string) => (request: Request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/rpc/')) steps.push(`${pathname.slice('/rpc/'.length)} ${what}`)
  }
  page.on('request', note('asked'))
  page.on('response', (response) => note('answered')(response.request()))
  const code = Promise.withResolvers<Route>()
  await page.route('**/assets/window-*.js', code.resolve, { times: 1 })
  await page.goto(app.origin, { waitUntil: 'commit' })
  const shown = ['spec/list', 'store/info']
  await expect.poll(() => steps.toSorted()).toEqual(shown.flatMap((call) => [`${call} answered`, `${call} asked`]))
  await (await code.promise).continue()
  await expect.poll(() => steps.slice(4)).toContain('store/changes asked')
  expect(steps.slice(4, 7)).toEqual(['queue/list asked', 'queue/list answered', 'store/changes asked'])
})

test('changes are followed soon even when the first list is long in coming', async ({ page, app, signedIn }) => {
  expect(signedIn).toBe('signed in')
  await page.route('**/rpc/spec/list', () => undefined)
  const followed = page.waitForRequest('**/rpc/store/changes')
  await page.goto(app.origin)
  await followed
})

test('the window’s first files hold its first list, no other view, no viewer and no other language', () => {
  const page = readFileSync(join(window, 'index.html'), 'utf8')
  const first = Array.from(page.matchAll(/"\/(assets\/[^"]+\.js)"/g), ([, name]) => readFileSync(join(window, name ?? ''), 'utf8')).join(
    '\n',
  )
  expect(first).not.toMatch(/\p{Script=Katakana}/u)
  const files = globSync('src/{renderer,shared}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/japanese/**', '**/*.test.ts'] })
  const sentences = files.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return Array.from(text.matchAll(/'([^'\\\n]{20,})'/g), ([, sentence = '']) => ({ sentence, path: path.replaceAll('\\', '/') }))
  })
  const times = Map.groupBy(sentences, ({ sentence }) => sentence)
  const own = sentences.filter(({ sentence }) => times.get(sentence)?.length === 1)
  // A sentence may stand within a longer one: only a whole text is one that was written there.
  const isIn = (sentence: string) => ['"', "'", '`'].some((quote) => first.includes(quote + sentence + quote))
  const found = [...new Set(own.filter(({ sentence }) => isIn(sentence)).map(({ path }) => path))]
  expect(found).toContain('src/renderer/views/window/MiddlePane.tsx')
  const later =
    /^src\/renderer\/(viewers|views\/(artifact|blobs|compare|export|keys|notes|search|sessions|settings|spec|task|workspaces))\//
  expect(found.filter((path) => later.test(path))).toEqual([])
})
