// A package keeps the window's files compressed; who asks for them never sees it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../store/test-store.ts'
import { type App, openApp } from './app.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let app: App
beforeEach(async () => {
  folder = await makeFolder()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  await mkdir(join(folder.path, 'window/assets'), { recursive: true })
  app = await openApp({ storeUri: join(folder.path, 'store'), assetsDirectory: join(folder.path, 'window') })
})
afterEach(async () => {
  await app.close()
  await folder.remove()
})
const ask = (path: string) => app.handle(new Request(`http://127.0.0.1${path}`))

test('a compressed file is sent as it was, under its own type', async () => {
  await writeFile(join(folder.path, 'window/assets/a.js.br'), brotliCompressSync('script'))
  const answer = await ask('/assets/a.js')
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/javascript', 'script'])
})

test('a file that is there as it is goes first, and one that is there in neither form is not found', async () => {
  await writeFile(join(folder.path, 'window/assets/a.js'), 'plain')
  await writeFile(join(folder.path, 'window/assets/a.js.br'), brotliCompressSync('compressed'))
  expect(await (await ask('/assets/a.js')).text()).toBe('plain')
  expect((await ask('/assets/b.js')).status).toBe(404)
})
