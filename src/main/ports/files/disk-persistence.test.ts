import { chmod, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../../store/test-store.ts'
import { valueOf } from '../port-result.ts'
import { diskPersistence } from './disk-persistence.ts'
import { createEntry, describeContent } from './file-node.ts'
import { type StorageOptions } from './file-persistence.ts'
import { describePersistence } from './persistence-battery.ts'

describePersistence('disk', async () => {
  const folder = await makeFolder()
  return {
    persistence: diskPersistence,
    storageOptions: { path: join(folder.path, 'made/when/needed') },
    reopen: async () => diskPersistence,
    dispose: folder.remove,
  }
})

let folder: Awaited<ReturnType<typeof makeFolder>>
let options: StorageOptions
beforeEach(async () => {
  folder = await makeFolder()
  options = { path: folder.path, scopeKey: 's', baseDirectory: 'user_files' }
})
afterEach(() => folder.remove())

const write = async (path: string, content: string, words = {}) => {
  const bytes = Buffer.from(content)
  return valueOf(
    await diskPersistence.writeToStorage(
      { ...describeContent({ ...createEntry(path, 'file'), ...words }, bytes), content: bytes },
      options,
    ),
  )
}
const list = async () => valueOf(await diskPersistence.listPersistedEntries('s', options))
const refused = (code: string) => ({ ok: false, error: { code } })

test('a file lies at its virtual path without the base directory, raw, where Sagents looks for it', async () => {
  await write('/user_files/notes/plan.md', '# Plan\n', { title: 'T' })
  expect(await readFile(join(folder.path, 'notes/plan.md'), 'utf8')).toBe('# Plan\n')
  expect(await readdir(join(folder.path, 'notes'))).toEqual(['.vitrine-files', 'plan.md'])
})

test('files that others wrote are there, and what others changed has no stale checksum', async () => {
  await mkdir(join(folder.path, 'd'))
  await writeFile(join(folder.path, 'd/theirs.txt'), 'theirs')
  const { checksum } = await write('/user_files/ours.md', 'ours', { title: 'Ours' })
  const byPath = async () => Object.fromEntries((await list()).map((entry) => [entry.path, entry]))
  expect(await byPath()).toMatchObject({
    '/user_files/d': { entryType: 'directory' },
    '/user_files/d/theirs.txt': { sizeBytes: 6, title: null, mimeType: 'text/plain', checksum: null },
    '/user_files/ours.md': { title: 'Ours', checksum },
  })
  await writeFile(join(folder.path, 'ours.md'), 'OURS')
  await utimes(join(folder.path, 'ours.md'), new Date(), new Date(Date.now() + 5000))
  expect((await byPath())['/user_files/ours.md']).toMatchObject({ title: 'Ours', checksum: null })
  const theirs = createEntry('/user_files/d/theirs.txt', 'file')
  expect(await diskPersistence.moveInStorage?.(theirs, '/user_files/moved.txt', options)).toMatchObject({ ok: true })
  expect(await byPath()).toHaveProperty('/user_files/moved.txt')
})

test('damaged sidecars cost their words, not the file', async () => {
  await write('/user_files/a.md', 'a', { title: 'T' })
  await writeFile(join(folder.path, '.vitrine-files/a.md'), '{"format": 1, "title": ')
  expect(await list()).toMatchObject([{ path: '/user_files/a.md', title: null, sizeBytes: 1 }])
  await rm(join(folder.path, '.vitrine-files'), { recursive: true })
  await writeFile(join(folder.path, '.vitrine-files'), 'in the way')
  expect(await list()).toMatchObject([{ path: '/user_files/a.md' }])
})

test('nothing outside the root is read, written, moved or deleted, whatever links lie in it', async () => {
  const outside = await makeFolder()
  await writeFile(join(outside.path, 'secret'), 'secret')
  await symlink(outside.path, join(folder.path, 'link'))
  await symlink(join(outside.path, 'secret'), join(folder.path, 'file-link'))
  await write('/user_files/a.md', 'a')
  expect((await list()).map(({ path }) => path)).toEqual(['/user_files/a.md'])
  const at = (path: string) => createEntry(path, 'file')
  for (const path of ['/user_files/link/secret', '/user_files/file-link'])
    expect((await diskPersistence.loadFromStorage(at(path), options)).ok).toBe(false)
  expect((await diskPersistence.writeToStorage({ ...at('/user_files/link/new'), content: Buffer.from('x') }, options)).ok).toBe(false)
  expect((await diskPersistence.deleteFromStorage(at('/user_files/link/secret'), options)).ok).toBe(false)
  expect((await diskPersistence.moveInStorage?.(at('/user_files/a.md'), '/user_files/link/a.md', options))?.ok).toBe(false)
  expect(await readdir(outside.path)).toEqual(['secret'])
  await rm(join(folder.path, '.vitrine-files'), { recursive: true })
  await symlink(outside.path, join(folder.path, '.vitrine-files'))
  expect((await diskPersistence.writeToStorage({ ...at('/user_files/b.md'), content: Buffer.from('x') }, options)).ok).toBe(false)
  expect(await readdir(outside.path)).toEqual(['secret'])
  await outside.remove()
})

test('a write that fails leaves the old content, and nothing half-written', async () => {
  await write('/user_files/a.md', 'old')
  await mkdir(join(folder.path, 'taken/inside'), { recursive: true })
  const taken = { ...createEntry('/user_files/taken', 'file'), content: Buffer.from('x') }
  expect(await diskPersistence.writeToStorage(taken, options)).toMatchObject(refused('storage_error'))
  expect(await readdir(join(folder.path, '.vitrine-files'))).toEqual(['a.md'])
  expect(await readdir(join(folder.path, 'taken'))).toEqual(['inside'])
})

test('a file keeps its permissions when it is written again', async () => {
  await write('/user_files/run.sh', 'echo 1')
  await chmod(join(folder.path, 'run.sh'), 0o755)
  await write('/user_files/run.sh', 'echo 2')
  expect((await stat(join(folder.path, 'run.sh'))).mode & 0o777).toBe(0o755)
})

test('a directory with something that is no agent file in it is not deleted', async () => {
  await write('/user_files/d/a.md', 'a')
  await symlink('nowhere', join(folder.path, 'd/link'))
  await diskPersistence.deleteFromStorage(createEntry('/user_files/d/a.md', 'file'), options)
  expect((await diskPersistence.deleteFromStorage(createEntry('/user_files/d', 'directory'), options)).ok).toBe(false)
  expect(await readdir(join(folder.path, 'd'))).toContain('link')
})

test('nothing is moved onto what others put there', async () => {
  const entry = await write('/user_files/a.md', 'a')
  await writeFile(join(folder.path, 'b.md'), 'theirs')
  expect(await diskPersistence.moveInStorage?.(entry, '/user_files/b.md', options)).toMatchObject(refused('already_exists'))
  expect(await readFile(join(folder.path, 'b.md'), 'utf8')).toBe('theirs')
})

test('the path is required, and the sidecars are no files', async () => {
  const file = { ...createEntry('/user_files/a', 'file'), content: Buffer.from('x') }
  expect(await diskPersistence.writeToStorage(file, { scopeKey: 's' })).toMatchObject(refused('validation_error'))
  const own = { ...createEntry('/user_files/.vitrine-files/a', 'file'), content: Buffer.from('x') }
  expect(await diskPersistence.writeToStorage(own, options)).toMatchObject(refused('validation_error'))
  expect(valueOf(await diskPersistence.listPersistedEntries('s', { ...options, path: join(folder.path, 'absent') }))).toEqual([])
})
