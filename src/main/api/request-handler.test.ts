// Requests that nobody's window would make, on a real store with a secret beside it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { artifactPath, exportPath, filePath, manifestPath, uploadPath } from '../../shared/address.ts'
import { makeFolder } from '../store/test-store.ts'
import { type App, openApp } from './app.ts'

const origin = 'http://127.0.0.1'
const secret = 'a secret beside the store'
let folder: Awaited<ReturnType<typeof makeFolder>>
let app: App

beforeEach(async () => {
  folder = await makeFolder()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  await mkdir(join(folder.path, 'window/assets'), { recursive: true })
  await writeFile(join(folder.path, 'window/index.html'), '<title>window</title>')
  await writeFile(join(folder.path, 'window/assets/a.js'), 'script')
  await writeFile(join(folder.path, 'secret.txt'), secret)
  app = await openApp({ storeUri: join(folder.path, 'store'), assetsDirectory: join(folder.path, 'window') })
})
afterEach(async () => {
  await app.close()
  await folder.remove()
})

const hostileText = () =>
  fc.oneof(
    fc.constantFrom(
      '../../secret.txt',
      '..%2f..%2fsecret.txt',
      '%',
      '%ff',
      '%00',
      '\0',
      '../'.repeat(500),
      'file:///etc/passwd',
      '-1',
      '1e999',
    ),
    fc.constant('').map(() => `file://${folder.path}/secret.txt`),
    fc.constant('').map(() => `file://${folder.path}/store/../secret.txt`),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
const anyPath = fc.oneof(
  fc.constantFrom(artifactPath, exportPath, filePath, manifestPath, uploadPath),
  hostileText().map((text) => `/assets/${text}`),
  hostileText().map((text) => `/${text}`),
)
const keys = [
  'uri',
  'checksum',
  'download',
  'spec',
  'task',
  'specName',
  'taskId',
  'type',
  'name',
  'version',
  'scope',
  'path',
  'filter',
  'metadata',
  'tags',
  'unpacked',
]
const anyRequest = fc.record({
  path: anyPath,
  query: fc.array(fc.tuple(fc.constantFrom(...keys), hostileText()), { maxLength: 5 }),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
  headers: fc.dictionary(
    fc.constantFrom('range', 'if-none-match', 'content-type', 'accept', 'content-length'),
    fc.stringMatching(/^[ -~]{0,30}$/),
    { maxKeys: 3 },
  ),
  body: fc.string({ unit: 'binary', maxLength: 200 }),
})

test(
  'whatever is asked is answered, not with an error of our own, and with nothing from outside the store',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ path, query, method, headers, body }) => {
        const url = `${origin}${path}${query.length === 0 ? '' : `?${new URLSearchParams(query).toString()}`}`
        if (!URL.canParse(url)) return
        const init = { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) }
        const response = await app.handle(new Request(url, init))
        const content = await response.text()
        expect(content).not.toContain(secret)
        expect(content).not.toContain('root:')
        expect(response.status, content).not.toBe(500)
      }),
      { numRuns: 400 },
    )
  },
)

test.each(['/assets/%', '/assets/%ff.js', '/assets/%00', '/assets/../../secret.txt', '/assets/%2e%2e%2f%2e%2e%2fsecret.txt', '/assets/'])(
  '%s names no file of the window',
  async (path) => {
    const response = await app.handle(new Request(origin + path))
    expect(await response.text()).not.toContain(secret)
    // A step upward that the address itself resolves leads to a page of the window.
    expect(response.headers.get('content-type') === 'text/html' || [404, 422].includes(response.status)).toBe(true)
  },
)
