// The file system over what really keeps files: a disk and a store, opened again as another process would.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { makeFolder, openTestStore } from '../../store/test-store.ts'
import { valueOf } from '../port-result.ts'
import { type AgentFileSystem, openAgentFileSystem } from './agent-file-system.ts'
import { diskPersistence } from './disk-persistence.ts'
import { type FileRootOptions } from './file-roots.ts'
import { openStorePersistence } from './store-persistence.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let opened: (() => Promise<unknown>)[]
beforeEach(async () => {
  folder = await makeFolder()
  opened = []
})
afterEach(async () => {
  for (const close of opened.toReversed()) await close()
  await folder.remove()
})

const onDisk = async (): Promise<FileRootOptions> => ({
  baseDirectory: 'user_files',
  persistence: diskPersistence,
  storageOptions: { path: join(folder.path, 'disk') },
})
const openStore = async (): Promise<ArtifactStore> => {
  const store = await openTestStore({ root: join(folder.path, 'store') })
  opened.push(() => store.close())
  return store
}
const inStore = async (): Promise<FileRootOptions> => ({
  baseDirectory: 'user_files',
  persistence: openStorePersistence(await openStore()),
})
const openFiles = async (root: FileRootOptions): Promise<AgentFileSystem> => {
  const files = await openAgentFileSystem({ scopeKey: 'project:7', roots: [root] })
  opened.push(() => files.close())
  return files
}

for (const [name, root] of [
  ['a disk', onDisk],
  ['a store', inStore],
] as const) {
  test(`on ${name}, everything said and written is there after a restart, wherever it was moved`, async () => {
    const files = await openFiles(await root())
    const words = { title: 'Plan', id: 'p-1', tags: ['draft'], custom: { order: 1 } }
    valueOf(await files.writeFile('/user_files/notes/plan.md', '# Plan\n', words))
    valueOf(await files.writeFile('/user_files/notes/deep/empty.md', ''))
    valueOf(await files.writeFile('/user_files/notes/plan.md', '# Plan\n\nmore\n'))
    valueOf(await files.updateEntry('/user_files/notes', { title: 'Notes' }))
    valueOf(await files.moveFile('/user_files/notes', '/user_files/archive/2026'))
    valueOf(await files.updateCustomMetadata('/user_files/archive/2026/plan.md', { reviewed: true }))
    valueOf(await files.writeFile('/user_files/gone.md', 'x'))
    valueOf(await files.deleteFile('/user_files/gone.md'))
    valueOf(await files.close())

    const again = await openFiles(await root())
    expect(again.listFiles()).toEqual(['/user_files/archive/2026/deep/empty.md', '/user_files/archive/2026/plan.md'])
    expect(valueOf(await again.getEntry('/user_files/archive/2026/plan.md'))).toMatchObject({
      ...words,
      custom: { order: 1, reviewed: true },
      isLoaded: false,
      sizeBytes: 13,
      save: { is: 'saved' },
    })
    expect(valueOf(await again.getEntry('/user_files/archive/2026'))).toMatchObject({ entryType: 'directory', title: 'Notes' })
    expect(valueOf(await again.readFile('/user_files/archive/2026/plan.md'))).toBe('# Plan\n\nmore\n')
    expect(valueOf(await again.readFile('/user_files/archive/2026/deep/empty.md'))).toBe('')
  })

  test(`on ${name}, two that have the same files open see each other's, and refreshing twice changes nothing`, async () => {
    const [one, two] = [await openFiles(await root()), await openFiles(await root())]
    valueOf(await one.writeFile('/user_files/a.md', 'from one'))
    valueOf(await two.refresh())
    expect(valueOf(await two.readFile('/user_files/a.md'))).toBe('from one')
    valueOf(await two.writeFile('/user_files/a.md', 'from two'))
    valueOf(await two.flushAll())
    valueOf(await one.refresh())
    expect(valueOf(await one.readFile('/user_files/a.md'))).toBe('from two')
    const heard: unknown[] = []
    one.watch((event) => heard.push(event))
    valueOf(await one.refresh())
    expect(heard).toEqual([])
  })
}

test('a disk that is in the way is shown, waited for, and written when it is back', async () => {
  const blocked = join(folder.path, 'disk')
  const files = await openFiles(await onDisk())
  valueOf(await files.writeFile('/user_files/a.md', 'one'))
  await rm(blocked, { recursive: true })
  await writeFile(blocked, 'a file where the folder was')
  const file = valueOf(await files.writeFile('/user_files/b.md', 'two'))
  expect(file.save).toMatchObject({ is: 'failed', attempts: 1 })
  await rm(blocked)
  await mkdir(blocked)
  const saved = new Promise<void>((resolve) =>
    files.watch((event) => event.is === 'state' && event.save.is === 'saved' && event.path === '/user_files/b.md' && resolve()),
  )
  await saved
  valueOf(await files.close())
  expect((await openFiles(await onDisk())).listFiles()).toEqual(['/user_files/b.md'])
})
