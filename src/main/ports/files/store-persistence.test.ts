import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileSpecName } from '../../../shared/reserved-spec.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { makeFolder, openTestStore } from '../../store/test-store.ts'
import { valueOf } from '../port-result.ts'
import { createEntry, describeContent } from './file-node.ts'
import { describePersistence } from './persistence-battery.ts'
import { openStorePersistence } from './store-persistence.ts'

describePersistence('store', async () => {
  const folder = await makeFolder()
  const stores: ArtifactStore[] = []
  const open = async () => {
    const store = await openTestStore({ root: folder.path })
    stores.push(store)
    return openStorePersistence(store)
  }
  const dispose = async () => {
    for (const store of stores) await store.close()
    await folder.remove()
  }
  return { persistence: await open(), storageOptions: {}, reopen: open, dispose }
})

const fileOf = (path: string, content: string) => ({
  ...describeContent(createEntry(path, 'file'), Buffer.from(content)),
  content: Buffer.from(content),
})

test('files lie in the store under their names, scopes are apart, and what is deleted can be restored', async () => {
  const folder = await makeFolder()
  const store = await openTestStore({ root: folder.path })
  const persistence = openStorePersistence(store)
  const [one, two] = [{ scopeKey: 'agent:1' }, { scopeKey: 'agent:2' }]
  for (const scope of [one, two]) valueOf(await persistence.writeToStorage(fileOf('/notes/plan.md', scope.scopeKey), scope))
  expect(await readdir(join(folder.path, 'vitrine%3Afiles/agent%3A1/files/notes'))).toEqual(['plan.md'])
  const entry = createEntry('/notes/plan.md', 'file')
  valueOf(await persistence.deleteFromStorage(entry, one))
  expect(valueOf(await persistence.listPersistedEntries('agent:1', one))).toEqual([])
  expect(Buffer.from(valueOf(await persistence.loadFromStorage(entry, two)).content).toString()).toBe('agent:2')
  await store.restore((await store.listTrash()).map(({ trashId }) => trashId))
  expect(Buffer.from(valueOf(await persistence.loadFromStorage(entry, one)).content).toString()).toBe('agent:1')
  await store.close()
  await folder.remove()
})

test('a move that cannot be finished leaves everything where it was', async () => {
  const folder = await makeFolder()
  const writer = await openTestStore({ root: folder.path })
  const scope = { scopeKey: 's' }
  for (const name of ['a', 'b', 'c'])
    valueOf(await openStorePersistence(writer).writeToStorage(fileOf(`/d/${name}`, name.repeat(100)), scope))
  const { sizeBytes } = await writer.info()
  await writer.close()
  const full = await openTestStore({ root: folder.path, settings: { quota: { maxSizeBytes: sizeBytes + 20, warnRatio: 1 } } })
  const persistence = openStorePersistence(full)
  const moved = await persistence.moveInStorage?.(createEntry('/d', 'directory'), '/e', scope)
  expect(moved).toMatchObject({ ok: false, error: { code: 'storage_error', details: { code: 'store.full' } } })
  const { artifacts } = await full.list({ filter: { specName: fileSpecName }, sort: 'name' })
  expect(artifacts.map(({ record }) => record.name)).toEqual(['d/a', 'd/b', 'd/c'])
  expect(await full.listTrash()).toEqual([])
  await full.close()
  await folder.remove()
})
