// Which root keeps which path.
import { describe, expect, test } from 'vitest'
import { valueOf } from '../port-result.ts'
import { openAgentFileSystem } from './agent-file-system.ts'
import { entry, files, open, openForEachTest, pass, read, refused, saveOf, storage, useStorage, write } from './agent-files-fixture.ts'
import { createTestStorage } from './storage-fixture.ts'

openForEachTest()

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
    useStorage(createTestStorage())
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
    const readonly = createTestStorage()
    await write('/c/x', 'memory')
    expect(await files.registerPersistence({ baseDirectory: 'c', persistence: readonly.persistence, readonly: true })).toMatchObject(
      refused('read_only'),
    )
    valueOf(await files.flushAll())
    expect([readonly.texts(), await saveOf('/c/x')]).toEqual([{}, { is: 'memory' }])
    await write('/b/x', 'memory')
    const other = createTestStorage()
    other.files.set('/b/x', { ...(await entry('/b/x')), content: Buffer.from('theirs') })
    expect(await files.registerPersistence({ baseDirectory: 'b', persistence: other.persistence })).toMatchObject(refused('already_exists'))
    expect(await saveOf('/b/x')).toEqual({ is: 'memory' })
  })
})
