import { copyFile, mkdir, open, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open-store.ts'
import { makeFolder, openTestStore } from '../test-store.ts'
import { type DatabasePaths } from './database-paths.ts'
import { openLocalDatabases } from './local-databases.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let outside: Awaited<ReturnType<typeof makeFolder>>
let paths: DatabasePaths
beforeEach(async () => {
  folder = await makeFolder()
  outside = await makeFolder()
  const within = folder.path
  paths = {
    rootUri: `file://${within}`,
    catalog: join(within, '.vitrine/catalog.db'),
    locks: join(within, '.vitrine/locks/locks.db'),
    within,
  }
})
afterEach(async () => {
  await folder.remove()
  await outside.remove()
})

test.each(['.vitrine', '.vitrine/locks', '.vitrine/catalog.db', '.vitrine/catalog.db-wal', '.vitrine/locks/locks.db'])(
  '[S2] a symbolic link at %s is not followed',
  async (place) => {
    const elsewhere = join(outside.path, 'places.sqlite')
    const theirs = new Database(elsewhere)
    theirs.exec('CREATE TABLE theirs (x)')
    theirs.close()
    const before = await readFile(elsewhere)
    await mkdir(join(folder.path, place, '..'), { recursive: true })
    await symlink(place.includes('.db') ? elsewhere : outside.path, join(folder.path, place))
    await expect(openLocalDatabases(paths, 'caller')).rejects.toMatchObject({ code: 'name.invalid' })
    expect(await readdir(outside.path)).toEqual(['places.sqlite'])
    expect(await readFile(elsewhere)).toEqual(before)
  },
)

test.each(['worker', 'caller'] as const)('databases that cannot be opened say so: %s', async (thread) => {
  await mkdir(join(folder.path, '.vitrine/catalog.db'), { recursive: true })
  await expect(openLocalDatabases(paths, thread)).rejects.toMatchObject({ code: 'store.unreachable', details: { uri: paths.catalog } })
  await rm(join(folder.path, '.vitrine'), { recursive: true })
  await writeFile(join(folder.path, '.vitrine'), 'a file')
  await expect(openLocalDatabases(paths, thread)).rejects.toMatchObject({ code: 'store.unreachable' })
})

test('[S8] the log beside a catalog keeps no room of a full disk: a new one is in its place at once, and a long one is cut', async () => {
  const databases = await openLocalDatabases(paths, 'caller')
  const copy = join(folder.path, 'copy.db')
  await copyFile(paths.catalog, copy)
  const alone = new Database(copy)
  expect(alone.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(alone.prepare("SELECT count(*) AS tables FROM sqlite_schema WHERE name = 'artifact'").get()).toEqual({ tables: 1 })
  alone.close()
  await databases.close()

  const store = await openTestStore({ root: folder.path })
  const beside = new Database(paths.catalog)
  beside.exec('CREATE TABLE padding (bytes BLOB)')
  beside.prepare('INSERT INTO padding VALUES (randomblob(6000000))').run()
  expect((await stat(`${paths.catalog}-wal`)).size).toBeGreaterThan(5_000_000)
  for (const name of ['a', 'b']) await store.upload(Buffer.from(name), { specName: 'spec', taskId: '1', type: 'file', name })
  expect((await stat(`${paths.catalog}-wal`)).size).toBeLessThan(2_000_000)
  beside.close()
  await store.close()
})

test.skipIf(process.platform !== 'linux')('a catalog of another format is closed before it is made anew', async () => {
  await mkdir(join(folder.path, '.vitrine/locks'), { recursive: true })
  const other = new Database(paths.catalog)
  other.pragma('user_version = 1')
  other.close()
  const databases = await openLocalDatabases(paths, 'caller')
  const open = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  expect(open.filter((path) => path.startsWith(folder.path) && path.endsWith('(deleted)'))).toEqual([])
  expect(open).toContain(paths.catalog)
  await databases.close()
})

test.each(['worker', 'caller'] as const)(
  'a store that is closed says so, with its catalog in the thread of a %s',
  async (catalogThread) => {
    const store = await openStore(folder.path, { catalogThread })
    await store.close()
    const closed = { code: 'store.unreachable', details: { uri: store.uri, reason: 'it is closed' } }
    await expect(store.list()).rejects.toMatchObject(closed)
    await expect(store.upload(Buffer.from('x'), { specName: 's', taskId: '1', type: 'log' })).rejects.toMatchObject(closed)
    await store.close()
  },
)

test('[S12] a catalog that is damaged inside is told once, and comes back from the records', async () => {
  const root = folder.path
  let store = await openTestStore({ root })
  for (let index = 0; index < 200; index++)
    await store.upload(Buffer.from(`${index}`), { specName: `spec ${index % 9}`, taskId: '1', type: 'file', name: `n${index}` })
  await store.close()
  // Every page but the first, which holds what opening reads.
  const { size } = await stat(paths.catalog)
  const file = await open(paths.catalog, 'r+')
  for (let offset = 4096; offset < size; offset += 4096) await file.write(Buffer.alloc(2000, 0xa5), 0, 2000, offset)
  await file.close()
  const errors: unknown[] = []
  for (let tries = 0; tries < 3; tries++) {
    try {
      store = await openTestStore({ root })
      expect((await store.list({ limit: 1000 })).artifacts).toHaveLength(200)
      await store.upload(Buffer.from(`again ${tries}`), { specName: 'spec 1', taskId: '1', type: 'file', name: 'again' })
      expect((await store.list({ limit: 1000 })).artifacts).toHaveLength(201)
      break
    } catch (error) {
      errors.push(error)
    }
  }
  await store.close()
  expect(errors.slice(0, 1)).toMatchObject(errors.map(() => ({ code: 'store.unreachable' })))
})
