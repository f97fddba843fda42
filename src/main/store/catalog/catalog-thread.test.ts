import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startCatalogThread } from './catalog-thread.ts'
import { openLocalDatabases } from './local-databases.ts'

test('a thread that was started ahead is the next catalog’s, and no other’s', async () => {
  startCatalogThread()
  startCatalogThread()
  const open = () => openLocalDatabases({ rootUri: 'file:///nowhere', catalog: ':memory:', locks: ':memory:' }, 'worker')
  const [first, second] = await Promise.all([open(), open()])
  await first.setFilled()
  expect([await first.isFilled(), await second.isFilled()]).toEqual([true, false])
  await Promise.all([first.close(), second.close()])
})

test('a thread that was started ahead keeps no process alive', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-catalog-thread-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const program = join(folder, 'program.mjs')
  const module = new URL('catalog-thread.ts', import.meta.url).href
  await writeFile(program, `import { startCatalogThread } from ${JSON.stringify(module)}; startCatalogThread()`)
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program], { signal: ending.signal })
  expect([stdout, stderr]).toEqual(['', ''])
})
