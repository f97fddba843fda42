import { setTimeout as realSleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FileEvent, type SaveState } from '../../../shared/agent-file.ts'
import { valueOf } from '../port-result.ts'
import { type AgentFileSystem, type AgentFileSystemOptions, openAgentFileSystem } from './agent-file-system.ts'
import { createTestStorage, type TestStorage } from './storage-fixture.ts'

let storage: TestStorage
let files: AgentFileSystem
let events: FileEvent[]

const open = async (options: Partial<AgentFileSystemOptions> = {}) => {
  files = await openAgentFileSystem({
    scopeKey: 'agent:1',
    roots: [{ default: true, persistence: storage.persistence }],
    ...options,
  })
  events = []
  files.watch((event) => events.push(event))
  storage.calls.length = 0
  return files
}
const reopen = async () => {
  valueOf(await files.close())
  return open()
}
beforeEach(async () => {
  vi.useFakeTimers()
  storage = createTestStorage()
  await open()
})
afterEach(async () => {
  storage.isBroken = () => false
  await files.close()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const write = async (path: string, content: string | Uint8Array, words = {}) => valueOf(await files.writeFile(path, content, words))
const read = async (path: string) => valueOf(await files.readFile(path))
const entry = async (path: string) => valueOf(await files.getEntry(path))
const saveOf = async (path: string): Promise<SaveState> => (await entry(path)).save
const writesOf = (path: string) => storage.calls.filter((call) => call === `write ${path}`).length
const refused = (code: string) => ({ ok: false, error: { code } })
const breakAll = (verb = '') => {
  storage.isBroken = (called) => verb === '' || called === verb
}
const repair = () => {
  storage.isBroken = () => false
}

describe('writing', () => {
  test('a new file is saved at once, with the directories above it', async () => {
    const file = await write('/notes/plan/a.md', 'one', { title: 'A', tags: ['x', 'x'], custom: { n: 1 } })
    expect(file).toMatchObject({ path: '/notes/plan/a.md', title: 'A', tags: ['x'], sizeBytes: 3, isLoaded: true, save: { is: 'saved' } })
    expect(storage.calls).toEqual(['write /notes', 'write /notes/plan', 'write /notes/plan/a.md'])
    expect(storage.texts()).toEqual({ '/notes/plan/a.md': 'one' })
  })

  test('edits are saved when nothing changed for the pause; each one starts it anew', async () => {
    await write('/a.md', 'one')
    for (const content of ['two', 'three', 'four']) {
      expect((await write('/a.md', content)).save).toEqual({ is: 'dirty' })
      await pass(4999)
    }
    expect(storage.texts()).toEqual({ '/a.md': 'one' })
    expect(await read('/a.md')).toBe('four')
    await pass(1)
    expect(storage.texts()).toEqual({ '/a.md': 'four' })
    expect([writesOf('/a.md'), await saveOf('/a.md')]).toEqual([2, { is: 'saved' }])
  })

  test('each root has its own pause', async () => {
    await files.close()
    const persistence = storage.persistence
    await open({
      roots: [
        { baseDirectory: 'quick', persistence, debounceMs: 100 },
        { baseDirectory: 'now', persistence, debounceMs: 0 },
      ],
    })
    for (const path of ['/quick/a', '/now/a']) await write(path, 'one')
    for (const path of ['/quick/a', '/now/a']) await write(path, 'two')
    await pass(0)
    expect(storage.texts()).toEqual({ '/now/a': 'two', '/quick/a': 'one' })
    await pass(100)
    expect(storage.texts()).toEqual({ '/now/a': 'two', '/quick/a': 'two' })
  })

  test('metadata is kept by an edit that does not speak of it', async () => {
    const before = await write('/a.md', 'one', { title: 'T', id: 'i', fileType: 'plan', tags: ['x'], custom: { a: 1 } })
    await write('/a.md', 'two')
    await pass(5000)
    await reopen()
    expect(await entry('/a.md')).toMatchObject({
      title: 'T',
      id: 'i',
      fileType: 'plan',
      tags: ['x'],
      custom: { a: 1 },
      createdAt: before.createdAt,
    })
  })

  test('empty files and white space stay what they are', async () => {
    const contents = { '/empty': '', '/space': ' \n\t ', '/newline': '\n' }
    for (const [path, content] of Object.entries(contents)) expect((await write(path, content)).save).toEqual({ is: 'saved' })
    await write('/emptied', 'full')
    await write('/emptied', '')
    await reopen()
    for (const [path, content] of Object.entries({ ...contents, '/emptied': '' })) expect(await read(path)).toBe(content)
    expect(storage.texts()).toEqual({ ...contents, '/emptied': '' })
  })

  test('a write that says what it began from never hides another', async () => {
    const { checksum } = await write('/a.md', 'one', { ifChecksum: null })
    expect(await files.writeFile('/a.md', 'again', { ifChecksum: null })).toMatchObject(refused('conflict'))
    const second = await write('/a.md', 'two', { ifChecksum: checksum })
    expect(await files.writeFile('/a.md', 'lost', { ifChecksum: checksum })).toMatchObject(refused('conflict'))
    await reopen()
    await write('/a.md', 'three', { ifChecksum: second.checksum })
    expect(await read('/a.md')).toBe('three')
    expect(await files.writeFile('/gone.md', 'x', { ifChecksum: checksum })).toMatchObject(refused('conflict'))
  })

  test('bytes that are no text are kept, and are not given as text', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0a])
    const given = Uint8Array.from(bytes)
    expect(await write('/a.bin', given)).toMatchObject({ encoding: 'binary', sizeBytes: 4 })
    given.fill(1)
    expect(Buffer.from(valueOf(await files.readBytes('/a.bin')))).toEqual(bytes)
    expect(await files.readFile('/a.bin')).toMatchObject(refused('validation_error'))
  })

  test('paths that are none are refused', async () => {
    for (const path of [
      '',
      'a',
      '/',
      '/a/',
      '//a',
      '/a//b',
      '/../a',
      '/a/./b',
      '/a\0',
      '/ a',
      '/a ',
      '/a/ b',
      `/${'x'.repeat(256)}`,
      '/\uD800',
    ])
      expect(await files.writeFile(path, 'x')).toMatchObject(refused('validation_error'))
    await write('/a', 'x')
    expect(await files.writeFile('/a/b', 'x')).toMatchObject(refused('validation_error'))
    await write('/d/a', 'x')
    expect(await files.writeFile('/d', 'x')).toMatchObject(refused('already_exists'))
    expect(await files.readFile('/d')).toMatchObject(refused('validation_error'))
    expect(await files.readFile('/none')).toMatchObject(refused('not_found'))
  })
})

describe('metadata and content', () => {
  test('a change of metadata while an edit waits loses neither, and saves both at once', async () => {
    await write('/a.md', 'one')
    await write('/a.md', 'two')
    const changed = valueOf(await files.updateEntry('/a.md', { title: 'T', tags: ['t'] }))
    expect(changed.save).toEqual({ is: 'saved' })
    expect(storage.files.get('/a.md')).toMatchObject({ title: 'T', tags: ['t'], content: Uint8Array.from(Buffer.from('two')) })
    await pass(60_000)
    expect(writesOf('/a.md')).toBe(2)
  })

  test('the other way round neither is lost, either', async () => {
    await write('/a.md', 'one')
    valueOf(await files.updateCustomMetadata('/a.md', { a: 1 }, { persist: 'debounce' }))
    await pass(3000)
    await write('/a.md', 'two')
    await pass(4999)
    expect(storage.files.get('/a.md')).toMatchObject({ custom: {} })
    await pass(1)
    expect(storage.files.get('/a.md')).toMatchObject({ custom: { a: 1 }, content: Uint8Array.from(Buffer.from('two')) })
    expect(storage.calls.filter((call) => call.startsWith('update'))).toEqual([])
  })

  test('an edit while metadata is being saved is saved afterwards', async () => {
    await write('/a.md', 'one')
    const held = Promise.withResolvers<void>()
    storage.gate = held.promise
    const describing = files.updateEntry('/a.md', { title: 'T' })
    await pass(0)
    await write('/a.md', 'two')
    held.resolve()
    valueOf(await describing)
    expect(await saveOf('/a.md')).toEqual({ is: 'dirty' })
    await pass(5000)
    expect(storage.files.get('/a.md')).toMatchObject({ title: 'T', content: Uint8Array.from(Buffer.from('two')) })
  })

  test('metadata is saved alone, without reading the content', async () => {
    await write('/a.md', 'one', { custom: { a: 1, b: 1 } })
    await reopen()
    const after = valueOf(await files.updateCustomMetadata('/a.md', { b: 2, c: null }))
    expect(after).toMatchObject({ custom: { a: 1, b: 2, c: null }, isLoaded: false, sizeBytes: 3, save: { is: 'saved' } })
    expect(storage.calls).toEqual(['update /a.md'])
    valueOf(await files.updateEntry('/a.md', { custom: { a: 1 }, title: null }))
    expect(storage.calls).toHaveLength(1)
    expect(storage.texts()).toEqual({ '/a.md': 'one' })
  })

  test('where storage cannot keep metadata alone, the content of an unloaded file is read first, and never blanked', async () => {
    storage = createTestStorage({ basic: true })
    await open()
    await write('/a.md', 'precious')
    await reopen()
    breakAll('load')
    const failed = valueOf(await files.updateEntry('/a.md', { title: 'T' }))
    expect(failed).toMatchObject({ title: 'T', save: { is: 'failed', reason: expect.stringContaining('load is broken') } })
    expect(storage.calls).toEqual(['load /a.md'])
    expect(storage.texts()).toEqual({ '/a.md': 'precious' })
    repair()
    await pass(1000)
    expect(storage.files.get('/a.md')).toMatchObject({ title: 'T', content: Uint8Array.from(Buffer.from('precious')) })
  })

  test('storage that gives no content at all does not make a file empty', async () => {
    await write('/a.md', 'precious')
    await reopen()
    const load = storage.persistence.loadFromStorage
    // @ts-expect-error a storage without types
    storage.persistence.loadFromStorage = async (given) => ({ ok: true, value: { ...given, content: undefined } })
    expect(await files.readFile('/a.md')).toMatchObject(refused('storage_error'))
    storage.persistence.loadFromStorage = load
    expect(await read('/a.md')).toBe('precious')
  })
})

describe('a write that fails', () => {
  test('stays dirty, is tried again with growing pauses, and says so all the while', async () => {
    await write('/a.md', 'one')
    breakAll('write')
    await write('/a.md', 'two')
    await pass(5000)
    const start = Date.now()
    expect(await saveOf('/a.md')).toMatchObject({ is: 'failed', attempts: 1, reason: expect.stringContaining('write is broken') })
    const pauses: number[] = []
    for (let attempts = 1; attempts <= 9; attempts++) {
      const save = await saveOf('/a.md')
      if (save.is !== 'failed') throw new Error(save.is)
      expect(save.attempts).toBe(attempts)
      const pause = Date.parse(save.retryAt) - Date.now()
      pauses.push(pause)
      await pass(pause)
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
    expect(files.stats()).toMatchObject({ dirtyFiles: 1, failedFiles: 1 })
    expect(await read('/a.md')).toBe('two')
    repair()
    await pass(60_000)
    expect(storage.texts()).toEqual({ '/a.md': 'two' })
    expect(await saveOf('/a.md')).toEqual({ is: 'saved' })
    expect(Date.now() - start).toBeGreaterThan(180_000)
    const states = events.flatMap((event) => (event.is === 'state' && event.path === '/a.md' ? [event.save.is] : []))
    expect(states.slice(0, 7)).toEqual(['saving', 'saved', 'dirty', 'saving', 'failed', 'saving', 'failed'])
    expect(states.slice(-2)).toEqual(['saving', 'saved'])
  })

  test('of a new file keeps the file, and its directory is saved with it later', async () => {
    breakAll('write')
    const file = await write('/d/a.md', 'one')
    expect(file.save).toMatchObject({ is: 'failed', attempts: 1 })
    expect(await read('/d/a.md')).toBe('one')
    repair()
    await pass(1000)
    expect([...storage.files.keys()].toSorted()).toEqual(['/d', '/d/a.md'])
  })

  test('takes later edits along, and a flush tries at once', async () => {
    await write('/a.md', 'one')
    breakAll('write')
    await write('/a.md', 'two')
    await pass(5000)
    await write('/a.md', 'three')
    expect(await files.flushAll()).toMatchObject({ ok: false, error: { code: 'storage_error', message: expect.stringContaining('/a.md') } })
    repair()
    expect((await files.flushAll()).ok).toBe(true)
    expect(storage.texts()).toEqual({ '/a.md': 'three' })
    await pass(120_000)
    expect(writesOf('/a.md')).toBe(4)
  })
})

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
    storage = createTestStorage({ basic: true })
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
    storage = createTestStorage({ basic: true })
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

describe('roots', () => {
  const named = () => ({
    base: createTestStorage(),
    nested: createTestStorage(),
    fallback: createTestStorage(),
    system: createTestStorage(),
  })

  test('the most specific one keeps a path, then the default, and without any it lives in memory', async () => {
    const { base, nested, fallback } = named()
    const roots = [
      { baseDirectory: 'files', persistence: base.persistence },
      { baseDirectory: 'files/deep/er', persistence: nested.persistence },
    ]
    await files.close()
    await open({ roots })
    for (const path of ['/files/a', '/files/deep/a', '/files/deep/er/a', '/files2/a', '/other']) await write(path, path)
    expect(base.texts()).toEqual({ '/files/a': '/files/a', '/files/deep/a': '/files/deep/a' })
    expect(nested.texts()).toEqual({ '/files/deep/er/a': '/files/deep/er/a' })
    expect([...base.files.keys()]).not.toContain('/files')
    for (const path of ['/files2/a', '/other']) expect((await entry(path)).save).toEqual({ is: 'memory' })
    await files.close()
    await open({ roots: [{ default: true, persistence: fallback.persistence }, ...roots] })
    for (const path of ['/files2/a', '/other']) await write(path, path)
    expect(fallback.texts()).toEqual({ '/files2/a': '/files2/a', '/other': '/other' })
    expect(files.listRoots().map(({ baseDirectory }) => baseDirectory)).toEqual(['files/deep/er', 'files', null])
  })

  test('of two, the longer hides what the shorter keeps below it', async () => {
    const { nested } = named()
    await write('/files/deep/hidden', 'x')
    await write('/files/shown', 'y')
    await files.close()
    await open({
      roots: [
        { baseDirectory: 'files', persistence: storage.persistence },
        { baseDirectory: 'files/deep', persistence: nested.persistence },
      ],
    })
    expect(files.listFiles()).toEqual(['/files/shown'])
  })

  test('two for one directory are an error', async () => {
    const root = { baseDirectory: 'a', persistence: storage.persistence }
    await expect(openAgentFileSystem({ scopeKey: 's', roots: [root, root] })).rejects.toMatchObject({ code: 'request.invalid' })
    for (const wrong of [
      { ...root, baseDirectory: '/a' },
      { ...root, baseDirectory: 'a/../b' },
      { persistence: storage.persistence },
      { ...root, debounceMs: -1 },
    ])
      await expect(openAgentFileSystem({ scopeKey: 's', roots: [wrong] })).rejects.toMatchObject({ code: 'request.invalid' })
  })

  test('a read-only one refuses every change, and is read', async () => {
    const { system } = named()
    await write('/system/guide.md', 'read me')
    for (const file of storage.files.values()) system.files.set(file.path, file)
    await files.close()
    await open({
      roots: [
        { baseDirectory: 'system', persistence: system.persistence, readonly: true },
        { default: true, persistence: createTestStorage().persistence },
      ],
    })
    expect(await read('/system/guide.md')).toBe('read me')
    expect(await entry('/system/guide.md')).toMatchObject({ isReadonly: true })
    await write('/mine.md', 'x')
    const results = [
      await files.writeFile('/system/guide.md', 'no'),
      await files.writeFile('/system/new.md', 'no'),
      await files.createDirectory('/system/new'),
      await files.updateEntry('/system/guide.md', { title: 'no' }),
      await files.deleteFile('/system/guide.md'),
      await files.moveFile('/system/guide.md', '/system/other.md'),
    ]
    for (const result of results) expect(result).toMatchObject(refused('read_only'))
    expect(results[0]).toMatchObject({
      error: { message: expect.stringContaining('Cannot write to read-only directory: /system/guide.md') },
    })
    for (const [from, to] of [
      ['/system/guide.md', '/guide.md'],
      ['/mine.md', '/system/mine.md'],
    ] as const)
      expect((await files.moveFile(from, to)).ok).toBe(false)
    expect(system.calls.filter((call) => !call.startsWith('load') && !call.startsWith('list'))).toEqual([])
  })

  test('nothing moves from one to another, and where one begins nothing else can be', async () => {
    await files.close()
    await open({
      roots: [
        { baseDirectory: 'a/b', persistence: storage.persistence },
        { default: true, persistence: createTestStorage().persistence },
      ],
    })
    await write('/a/b/x', 'x')
    await write('/y', 'y')
    for (const [from, to] of [
      ['/a/b/x', '/x'],
      ['/y', '/a/b/y'],
      ['/a', '/c'],
      ['/a/b', '/c'],
    ] as const)
      expect(await files.moveFile(from, to)).toMatchObject(refused('validation_error'))
    valueOf(await files.deleteFile('/a/b/x'))
    for (const path of ['/a/b', '/a']) expect(await files.writeFile(path, 'x')).toMatchObject(refused('already_exists'))
    expect(await files.moveFile('/y', '/a/b')).toMatchObject({ ok: false })
  })

  test('one that does not answer takes no other down, and nothing is put over what it may keep', async () => {
    const { base } = named()
    base.files.set('/files/a', { ...(await write('/files/a', 'theirs')), content: Buffer.from('theirs') })
    base.isBroken = () => true
    await files.close()
    storage = createTestStorage()
    await open({
      roots: [
        { baseDirectory: 'files', persistence: base.persistence },
        { default: true, persistence: storage.persistence },
      ],
    })
    expect(files.listRoots()).toMatchObject([
      { baseDirectory: 'files', problem: expect.stringContaining('list is broken') },
      { problem: null },
    ])
    await write('/other', 'works')
    expect(await files.writeFile('/files/a', 'mine')).toMatchObject(refused('storage_error'))
    expect(await files.readFile('/files/a')).toMatchObject(refused('storage_error'))
    base.isBroken = () => false
    expect(await read('/files/a')).toBe('theirs')
    expect((await write('/files/a', 'mine')).save).toEqual({ is: 'dirty' })
    expect(files.listRoots()).toMatchObject([{ problem: null }, { problem: null }])
  })

  test('one that is added later keeps what lay in memory, and refuses what others keep', async () => {
    await files.close()
    await open({ roots: [] })
    await write('/files/a', 'memory')
    expect((await files.registerPersistence({ baseDirectory: 'files', persistence: storage.persistence })).ok).toBe(true)
    expect(await saveOf('/files/a')).toEqual({ is: 'dirty' })
    await pass(5000)
    expect(storage.texts()).toEqual({ '/files/a': 'memory' })
    expect(await files.registerPersistence({ baseDirectory: 'files', persistence: storage.persistence })).toMatchObject(
      refused('validation_error'),
    )
    expect(await files.registerPersistence({ baseDirectory: 'files/a', persistence: storage.persistence })).toMatchObject(
      refused('already_exists'),
    )
    await write('/b/x', 'memory')
    const other = createTestStorage()
    other.files.set('/b/x', { ...(await entry('/b/x')), content: Buffer.from('theirs') })
    expect(await files.registerPersistence({ baseDirectory: 'b', persistence: other.persistence })).toMatchObject(refused('already_exists'))
    expect(await saveOf('/b/x')).toEqual({ is: 'memory' })
  })
})

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
  const saved = new Promise<void>((resolve) => files.watch((event) => event.is === 'state' && event.save.is === 'saved' && resolve()))
  await Promise.race([saved, realSleep(5000).then(() => Promise.reject(new Error('it was not saved')))])
  expect(storage.texts()).toEqual({ '/a': 'two' })
})
