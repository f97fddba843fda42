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
  writesOf,
} from './agent-files-fixture.ts'
import { createTestStorage } from './storage-fixture.ts'

openForEachTest()

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
    useStorage(createTestStorage({ basic: true }))
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
