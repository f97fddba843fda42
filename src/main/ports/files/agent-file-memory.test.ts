// What is held in memory, and the file system as a whole: listing, flushing, closing, refreshing.
import { describe, expect, test, vi } from 'vitest'
import { type FileEvent } from '../../../shared/agent-file.ts'
import { valueOf } from '../port-result.ts'
import { entry, events, files, open, openForEachTest, pass, read, refused, reopen, storage, write } from './agent-files-fixture.ts'

openForEachTest()

describe('memory', () => {
  test('content is read when it is asked for, once, and for all who ask meanwhile', async () => {
    await write('/a.md', 'one')
    await reopen()
    expect(files.stats()).toMatchObject({ loadedFiles: 0, notLoadedFiles: 1, totalSize: 3 })
    expect(await Promise.all([read('/a.md'), read('/a.md'), read('/a.md')])).toEqual(['one', 'one', 'one'])
    await read('/a.md')
    expect(storage.calls).toEqual(['load /a.md'])
  })

  test('is bounded: content that storage has goes when it is full, what is unsaved or kept nowhere else stays', async () => {
    const roots = [{ baseDirectory: 'kept', persistence: storage.persistence }]
    await files.close()
    await open({ roots, cacheBytes: 1000 })
    await write('/memory', 'm'.repeat(5000))
    for (let index = 0; index < 50; index++) await write(`/kept/${index}`, String(index).padEnd(100))
    await write('/kept/49', 'unsaved'.padEnd(4000))
    for (let index = 0; index < 50; index++) await read(`/kept/${index}`)
    const loaded = files
      .listEntries()
      .filter(({ path, isLoaded, entryType }) => entryType === 'file' && isLoaded && path.startsWith('/kept/'))
    expect(loaded.map(({ path }) => path).toSorted()).toEqual(Array.from({ length: 11 }, (_, index) => `/kept/${39 + index}`))
    expect((await read('/memory')).length).toBe(5000)
    await pass(5000)
    expect(files.listEntries().find(({ path }) => path === '/kept/49')).toMatchObject({ isLoaded: false, save: { is: 'saved' } })
    expect(await read('/kept/49')).toBe('unsaved'.padEnd(4000))
  })

  test('an edit while the old content is read wins', async () => {
    await write('/a.md', 'old')
    await reopen()
    const held = Promise.withResolvers<void>()
    storage.gate = held.promise
    const reading = files.readFile('/a.md')
    await pass(0)
    await write('/a.md', 'new')
    held.resolve()
    await reading
    expect(await read('/a.md')).toBe('new')
    await pass(5000)
    expect(storage.texts()).toEqual({ '/a.md': 'new' })
  })
})

describe('the whole', () => {
  test('lists files and directories by path, with those that are only implied', async () => {
    await files.close()
    await open({ roots: [] })
    for (const path of ['/b/c/d', '/a', '/b/a']) await write(path, path)
    expect(files.listEntries().map(({ path, entryType }) => `${path} ${entryType}`)).toEqual([
      '/a file',
      '/b directory',
      '/b/a file',
      '/b/c directory',
      '/b/c/d file',
    ])
    expect(files.listFiles()).toEqual(['/a', '/b/a', '/b/c/d'])
    expect([files.fileExists('/a'), files.fileExists('/b'), files.fileExists('/z')]).toEqual([true, false, false])
    expect(await files.createDirectory('/b')).toMatchObject(refused('already_exists'))
  })

  test('is flushed and closed with everything saved, and refuses what comes later', async () => {
    for (const name of ['a', 'b', 'c']) {
      await write(`/${name}`, 'one')
      await write(`/${name}`, 'two')
    }
    expect(files.stats()).toMatchObject({ totalFiles: 3, persistedFiles: 3, memoryFiles: 0, dirtyFiles: 3 })
    expect((await files.flushAll()).ok).toBe(true)
    expect(files.stats().dirtyFiles).toBe(0)
    await write('/a', 'three')
    expect((await files.close()).ok).toBe(true)
    expect(storage.texts()).toEqual({ '/a': 'three', '/b': 'two', '/c': 'two' })
    expect(await files.writeFile('/a', 'late')).toMatchObject(refused('storage_error'))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('closing waits five seconds for storage that hangs', async () => {
    await write('/a', 'one')
    await write('/a', 'two')
    storage.gate = new Promise(() => undefined)
    const closing = files.close()
    await pass(5000)
    expect(await closing).toMatchObject(refused('storage_error'))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is reset to what storage keeps', async () => {
    await write('/a', 'saved')
    await write('/a', 'unsaved')
    storage.files.set('/b', { ...(await entry('/a')), path: '/b', content: Buffer.from('theirs') })
    expect((await files.reset()).ok).toBe(true)
    expect(await read('/a')).toBe('saved')
    expect(await read('/b')).toBe('theirs')
    await pass(60_000)
    expect(storage.texts()).toEqual({ '/a': 'saved', '/b': 'theirs' })
  })

  test('is refreshed with what others did, and unsaved edits stay', async () => {
    for (const path of ['/changed', '/gone', '/edited']) await write(path, 'one')
    await write('/edited', 'mine')
    const later = new Date(Date.now() + 1000).toISOString()
    for (const path of ['/changed', '/edited', '/new'])
      storage.files.set(path, {
        ...(await entry('/changed')),
        path,
        sizeBytes: 6,
        checksum: null,
        modifiedAt: later,
        content: Buffer.from('theirs'),
      })
    storage.files.delete('/gone')
    events.length = 0
    expect((await files.refresh()).ok).toBe(true)
    expect(events).toEqual([
      { is: 'updated', path: '/changed' },
      { is: 'updated', path: '/new' },
      { is: 'deleted', path: '/gone' },
    ])
    expect([await read('/changed'), await read('/new'), await read('/edited')]).toEqual(['theirs', 'theirs', 'mine'])
    events.length = 0
    valueOf(await files.refresh())
    expect(events).toEqual([])
  })

  test('takes registered files: with content to be saved, without to be read when asked for', async () => {
    storage.files.set('/known', { ...(await write('/x', 'x')), path: '/known', content: Buffer.from('from storage') })
    expect(
      (
        await files.registerFiles([
          { path: '/known', title: 'K' },
          { path: '/d/new', content: 'new', tags: ['t'] },
        ])
      ).ok,
    ).toBe(true)
    expect(await entry('/known')).toMatchObject({ title: 'K', isLoaded: false })
    expect(await read('/known')).toBe('from storage')
    expect(storage.files.get('/d/new')).toMatchObject({ tags: ['t'] })
    expect(await files.registerFiles([{ path: '/known', content: 'x' }])).toMatchObject(refused('already_exists'))
  })

  test('tells what changed until nobody listens', async () => {
    await write('/a', 'one')
    await write('/a', 'two')
    valueOf(await files.moveFile('/a', '/b'))
    valueOf(await files.deleteFile('/b'))
    expect(events.filter(({ is }) => is !== 'state')).toEqual([
      { is: 'updated', path: '/a' },
      { is: 'updated', path: '/a' },
      { is: 'moved', from: '/a', to: '/b' },
      { is: 'deleted', path: '/b' },
    ])
    const heard: FileEvent[] = []
    const stop = files.watch((event) => heard.push(event))
    stop()
    await write('/c', 'x')
    expect(heard).toEqual([])
  })
})

test('saves with real clocks, too', async () => {
  await files.close()
  vi.useRealTimers()
  await open({ roots: [{ default: true, persistence: storage.persistence, debounceMs: 30 }] })
  await write('/a', 'one')
  await write('/a', 'two')
  await expect.poll(() => storage.texts()).toEqual({ '/a': 'two' })
})
