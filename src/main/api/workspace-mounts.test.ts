import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../store/test-store.ts'
import { dropMount, listMounts, putMount } from './workspace-mounts.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let home: string
beforeEach(async () => {
  folder = await makeFolder()
  home = join(folder.path, 'home')
  process.env['VITRINE_HOME'] = home
})
afterEach(() => folder.remove())

const mountOf = (baseDirectory: string) => ({ scopeKey: 'agent:1', baseDirectory, folder: '/tmp', isReadonly: true })
const names = async (storeUri: string) => (await listMounts(storeUri)).map(({ baseDirectory }) => baseDirectory).toSorted()

test('windows that change the list at the same time do not undo each other’s changes', async () => {
  const all = ['a', 'b', 'c', 'd', 'e']
  await Promise.all(all.map((name) => putMount('file:///one', mountOf(name))))
  await Promise.all([dropMount('file:///one', mountOf('b')), putMount('file:///two', mountOf('x')), dropMount('file:///one', mountOf('d'))])
  expect([await names('file:///one'), await names('file:///two')]).toEqual([['a', 'c', 'e'], ['x']])
})

test('the list is for nobody else to read, and nothing lies beside it', async () => {
  await putMount('file:///one', mountOf('a'))
  expect(await readdir(home)).toEqual(['workspaces.json'])
  expect((await stat(join(home, 'workspaces.json'))).mode & 0o777).toBe(0o600)
})

test('a list that cannot be read is named and left alone, and the next change after it is repaired is made', async () => {
  await mkdir(home)
  await writeFile(join(home, 'workspaces.json'), '{ damaged')
  const refused = { code: 'path.unreadable', details: { path: join(home, 'workspaces.json') } }
  await expect(putMount('file:///one', mountOf('a'))).rejects.toMatchObject(refused)
  await expect(listMounts('file:///one')).rejects.toMatchObject(refused)
  expect(await readFile(join(home, 'workspaces.json'), 'utf8')).toBe('{ damaged')
  await writeFile(join(home, 'workspaces.json'), '{}')
  await putMount('file:///one', mountOf('a'))
  expect(await names('file:///one')).toEqual(['a'])
})
