// Moving and deleting, whatever waits to be saved meanwhile.
import { describe, expect, test } from 'vitest'
import { valueOf } from '../port-result.ts'
import {
  breakAll,
  entry,
  events,
  files,
  open,
  openForEachTest,
  pass,
  read,
  refused,
  reopen,
  repair,
  saveOf,
  storage,
  useStorage,
  write,
} from './agent-files-fixture.ts'
import { createTestStorage } from './storage-fixture.ts'

openForEachTest()

describe('moving', () => {
  test('carries a waiting edit to the new path, where it is saved when its pause is over', async () => {
    await write('/a.md', 'one', { title: 'T' })
    await write('/a.md', 'two')
    await pass(3000)
    expect(valueOf(await files.moveFile('/a.md', '/b.md'))).toMatchObject({ path: '/b.md', save: { is: 'dirty' } })
    expect(storage.texts()).toEqual({ '/b.md': 'one' })
    await pass(2000)
    expect(storage.texts()).toEqual({ '/b.md': 'two' })
    await pass(60_000)
    expect(storage.calls).toEqual(['write /a.md', 'move /a.md /b.md', 'write /b.md'])
    expect(storage.files.get('/b.md')).toMatchObject({ title: 'T' })
    expect(files.fileExists('/a.md')).toBe(false)
  })

  test('takes a directory whole: saved, waiting, failed, unread and empty', async () => {
    await write('/d/unread.md', 'unread')
    valueOf(await files.createDirectory('/d/empty'))
    await reopen()
    await write('/d/waiting.md', 'one')
    await write('/d/waiting.md', 'two')
    storage.isBroken = (verb, path) => verb === 'write' && path.endsWith('failed.md')
    await write('/d/deep/failed.md', 'not yet')
    await write('/dd.md', 'stays')
    storage.calls.length = 0
    valueOf(await files.moveFile('/d', '/x/y'))
    expect(storage.calls).toEqual(['move /d /x/y', 'write /x'])
    expect(files.listEntries().map(({ path }) => path)).toEqual([
      '/dd.md',
      '/x',
      '/x/y',
      '/x/y/deep',
      '/x/y/deep/failed.md',
      '/x/y/empty',
      '/x/y/unread.md',
      '/x/y/waiting.md',
    ])
    expect((await entry('/x/y/unread.md')).isLoaded).toBe(false)
    repair()
    await pass(5000)
    expect(storage.texts()).toEqual({
      '/dd.md': 'stays',
      '/x/y/deep/failed.md': 'not yet',
      '/x/y/unread.md': 'unread',
      '/x/y/waiting.md': 'two',
    })
    expect(await read('/x/y/unread.md')).toBe('unread')
    expect(files.stats()).toMatchObject({ dirtyFiles: 0, failedFiles: 0 })
    expect(events).toContainEqual({ is: 'moved', from: '/d', to: '/x/y' })
  })

  test('that storage refuses changes nothing', async () => {
    await write('/d/a.md', 'one')
    await write('/d/a.md', 'two')
    breakAll('move')
    expect(await files.moveFile('/d', '/e')).toMatchObject(refused('storage_error'))
    expect(files.listFiles()).toEqual(['/d/a.md'])
    await pass(5000)
    expect(storage.texts()).toEqual({ '/d/a.md': 'two' })
  })

  test('where storage cannot move, everything is written anew and then deleted where it was', async () => {
    useStorage(createTestStorage({ basic: true }))
    await open()
    for (const name of ['a', 'b', 'c']) await write(`/d/${name}`, name.repeat(8))
    valueOf(await files.close())
    await open({ cacheBytes: 10 })
    storage.isBroken = (verb, path) => (verb === 'delete' && path === '/d/b') || (verb === 'write' && path === '/e/c')
    valueOf(await files.moveFile('/d', '/e'))
    expect(storage.texts()).toEqual({ '/d/b': 'bbbbbbbb', '/d/c': 'cccccccc', '/e/a': 'aaaaaaaa', '/e/b': 'bbbbbbbb' })
    for (const path of ['/e/b', '/e/c']) expect(await saveOf(path)).toMatchObject({ is: 'failed' })
    // What is to be deleted there does not come back meanwhile.
    valueOf(await files.refresh())
    expect(files.listFiles()).toEqual(['/e/a', '/e/b', '/e/c'])
    repair()
    await pass(1000)
    expect(storage.texts()).toEqual({ '/e/a': 'aaaaaaaa', '/e/b': 'bbbbbbbb', '/e/c': 'cccccccc' })
  })

  test('a new file where a moved one waits to be deleted is not deleted', async () => {
    useStorage(createTestStorage({ basic: true }))
    await open()
    await write('/a', 'old')
    breakAll('delete')
    valueOf(await files.moveFile('/a', '/b'))
    await write('/a', 'new')
    repair()
    await pass(60_000)
    expect(storage.texts()).toEqual({ '/a': 'new', '/b': 'old' })
  })

  test('to the same path is done, onto something or into itself is refused', async () => {
    await write('/a', 'a')
    await write('/d/b', 'b')
    expect((await files.moveFile('/a', '/a')).ok).toBe(true)
    for (const to of ['/d', '/d/b']) expect(await files.moveFile('/a', to)).toMatchObject(refused('already_exists'))
    expect(await files.moveFile('/d', '/d/e')).toMatchObject(refused('validation_error'))
    expect(await files.moveFile('/d', '/a/e')).toMatchObject(refused('validation_error'))
    expect(await files.moveFile('/none', '/x')).toMatchObject(refused('not_found'))
    expect(storage.texts()).toEqual({ '/a': 'a', '/d/b': 'b' })
  })

  test('waits for a save under way, so that nothing is left at the old path', async () => {
    await write('/a.md', 'one')
    await write('/a.md', 'two')
    const held = Promise.withResolvers<void>()
    storage.gate = held.promise
    await pass(5000)
    const moving = files.moveFile('/a.md', '/b.md')
    const editing = files.writeFile('/b.md', 'three')
    await pass(0)
    expect(storage.calls).toEqual(['write /a.md', 'write /a.md'])
    held.resolve()
    valueOf(await moving)
    valueOf(await editing)
    await pass(5000)
    expect(storage.texts()).toEqual({ '/b.md': 'three' })
  })
})

describe('deleting', () => {
  test('is done at once, and no waiting edit brings the file back', async () => {
    await write('/a.md', 'one')
    await write('/a.md', 'two')
    expect((await files.deleteFile('/a.md')).ok).toBe(true)
    expect(storage.texts()).toEqual({})
    await pass(60_000)
    expect(storage.calls).toEqual(['write /a.md', 'delete /a.md'])
    expect(await files.deleteFile('/a.md')).toMatchObject(refused('not_found'))
    expect(events.at(-1)).toEqual({ is: 'deleted', path: '/a.md' })
  })

  test('that storage refuses keeps the file and its edit', async () => {
    await write('/a.md', 'one')
    await write('/a.md', 'two')
    breakAll('delete')
    expect(await files.deleteFile('/a.md')).toMatchObject(refused('storage_error'))
    expect(await read('/a.md')).toBe('two')
    await pass(5000)
    expect(storage.texts()).toEqual({ '/a.md': 'two' })
  })

  test('takes an empty directory, and one with files only when told so', async () => {
    await write('/d/e/a.md', 'a')
    expect(await files.deleteFile('/d')).toMatchObject(refused('validation_error'))
    expect((await files.deleteFile('/d', { recursive: true })).ok).toBe(true)
    expect(storage.files.size).toBe(0)
    expect(storage.calls.slice(-3)).toEqual(['delete /d/e/a.md', 'delete /d/e', 'delete /d'])
    valueOf(await files.createDirectory('/empty'))
    expect((await files.deleteFile('/empty')).ok).toBe(true)
    expect(files.listEntries()).toEqual([])
  })

  test('that waits for its turn while the pause of an edit ends leaves nothing behind', async () => {
    for (const path of ['/a.md', '/slow.md']) await write(path, 'one')
    await write('/slow.md', 'two')
    await pass(1000)
    await write('/a.md', 'two')
    const held = Promise.withResolvers<void>()
    storage.gate = held.promise
    await pass(4000)
    const deleting = files.deleteFile('/a.md')
    await pass(1000)
    held.resolve()
    expect((await deleting).ok).toBe(true)
    await pass(60_000)
    expect(storage.texts()).toEqual({ '/slow.md': 'two' })
  })

  test('while a save is under way leaves nothing behind', async () => {
    await write('/a.md', 'one')
    await write('/a.md', 'two')
    const held = Promise.withResolvers<void>()
    storage.gate = held.promise
    await pass(5000)
    const deleting = files.deleteFile('/a.md')
    held.resolve()
    expect((await deleting).ok).toBe(true)
    await pass(60_000)
    expect(storage.texts()).toEqual({})
  })
})
