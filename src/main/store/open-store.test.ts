// The door as a program outside sees it: the built module, by its package name.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { compilePrograms } from './compile-fixture.ts'
import { openStore } from './open-store.ts'
import { makeFolder, readText } from './test-store.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const isBuilt = existsSync(join(root, 'out/main/open-store.js'))
if (!isBuilt) console.warn('SKIPPED: the example of docs/library.md needs "npm run build" first')

test('a store opened by its path understands what it is given', async () => {
  const folder = await makeFolder()
  const store = await openStore(join(folder.path, 'store'))
  const { record } = await store.upload(Buffer.from('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'), {
    specName: 's',
    taskId: 't',
    name: 'x.patch',
  })
  await store.settled()
  expect((await store.get(record.uri)).facts).toMatchObject({ type: 'diff', files: 1, insertions: 1, deletions: 1 })
  expect(await readText(await store.download(record.uri))).toContain('+b')
  await store.close()
  await folder.remove()
})

test.skipIf(!isBuilt)(
  'what the page of the library shows runs beside an installed package, and the calls that it lists are there',
  async () => {
    const folder = await makeFolder()
    const page = await readFile(join(root, 'docs/library.md'), 'utf8')
    const [, shown = ''] = /```ts\n(.*?)```/s.exec(page) ?? []
    const calls = Array.from(page.matchAll(/^\| (`.+?`) +\|/gm), ([, cell = '']) =>
      Array.from(cell.matchAll(/`(\w+)/g), ([, name = '']) => name),
    )
    const ofStore = calls.flat().filter((name) => name !== 'openStore')
    expect(ofStore.length).toBeGreaterThan(30)
    await mkdir(join(folder.path, 'node_modules'))
    await symlink(root, join(folder.path, 'node_modules/vitrine'), 'dir')
    await writeFile(join(folder.path, 'package.json'), '{"type":"module"}')
    await writeFile(join(folder.path, 'patch.diff'), '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')
    const program = join(folder.path, 'shown.ts')
    await writeFile(program, `${shown}export const listed = [${ofStore.map((name) => `store.${name}`).join(', ')}]\n`)
    await compilePrograms(program)
    const { stdout } = await run(process.execPath, [program], { cwd: folder.path })
    expect(stdout).toBe('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')
    await folder.remove()
  },
)

test.skipIf(!isBuilt)('the example of the documentation compiles and runs', { timeout: 60_000 }, async () => {
  const folder = await makeFolder()
  await mkdir(join(folder.path, 'out'))
  await writeFile(join(folder.path, 'out/patch.diff'), '--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+c\n')
  await writeFile(join(folder.path, 'out/run.log'), 'fine\nERROR: it broke\n')
  const example = join(root, 'docs/examples/upload-attempt.ts')
  await compilePrograms(example)
  const parameters = [
    join(folder.path, 'store'),
    'checkout',
    '1.1',
    'me',
    join(folder.path, 'out/patch.diff'),
    join(folder.path, 'out/run.log'),
  ]
  const { stdout } = await run(process.execPath, [example, ...parameters], { cwd: root })
  expect(stdout).toContain('patch.diff: 1 files, +2 -1')
  expect(stdout).toContain('run.log: 1 errors in 2 lines')
  await expect(run(process.execPath, [example, join(folder.path, 'out/run.log'), 's', 't', 'a'], { cwd: root })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('store.unreachable'),
  })
  await folder.remove()
})
