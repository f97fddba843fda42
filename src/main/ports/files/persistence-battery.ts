// What every persistence must do; each one's test file calls it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FileEntry } from '../../../shared/agent-file.ts'
import { type PortResult, valueOf } from '../port-result.ts'
import { createEntry, describeContent } from './file-node.ts'
import { type FilePersistence, type LoadedEntry, type StorageOptions } from './file-persistence.ts'

export interface PersistenceSubject {
  persistence: FilePersistence
  storageOptions: Record<string, unknown>
  /** The same storage as another process would see it. */
  reopen: () => Promise<FilePersistence>
  dispose: () => Promise<void>
}

/** A method of the interface that a persistence need not have. */
const without = 'it has no such method'

/** Declares the battery's tests for one persistence; `open` gives an empty storage of its own to each test. */
export function describePersistence(name: string, open: () => Promise<PersistenceSubject>): void {
  describe(`${name}: FilePersistence`, () => {
    let subject: PersistenceSubject
    let persistence: FilePersistence
    let options: StorageOptions
    beforeEach(async () => {
      subject = await open()
      persistence = subject.persistence
      options = { ...subject.storageOptions, scopeKey: 'agent:1', baseDirectory: 'files' }
    })
    afterEach(() => subject.dispose())

    const fileOf = (path: string, content: string | Uint8Array, words: Partial<FileEntry> = {}): LoadedEntry => {
      const bytes = Buffer.from(content)
      return { ...describeContent({ ...createEntry(path, 'file'), ...words }, bytes), content: bytes }
    }
    const write = async (path: string, content: string | Uint8Array, words: Partial<FileEntry> = {}) =>
      valueOf(await persistence.writeToStorage(fileOf(path, content, words), options))
    const makeDirectory = async (path: string, words: Partial<FileEntry> = {}) =>
      valueOf(await persistence.writeToStorage({ ...createEntry(path, 'directory'), ...words, content: new Uint8Array() }, options))
    const list = async (from = persistence) => {
      const entries = valueOf(await from.listPersistedEntries('agent:1', options))
      return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    }
    const paths = async (type: FileEntry['entryType'] = 'file') =>
      (await list()).filter(({ entryType }) => entryType === type).map(({ path }) => path)
    const read = async (path: string, from = persistence) =>
      Buffer.from(valueOf(await from.loadFromStorage(createEntry(path, 'file'), options)).content)
    const expectCode = (result: PortResult<unknown>, code: string) => expect(result).toMatchObject({ ok: false, error: { code } })

    test('keeps content as it is: text, bytes, white space, nothing', async () => {
      const contents = ['# title\n', '', ' \n\t', 'ü\u0000日本', Buffer.from([0xff, 0xfe, 0, 10])]
      for (const [index, content] of contents.entries()) {
        await write(`/files/${index}`, content)
        expect((await read(`/files/${index}`)).equals(Buffer.from(content))).toBe(true)
      }
      expect((await list()).map(({ sizeBytes }) => sizeBytes)).toEqual(contents.map((content) => Buffer.from(content).length))
    })

    test('keeps title, id, type, tags, custom metadata, checksum and times for the next process', async () => {
      const words = {
        title: 'Plan "A"',
        id: 'doc-1',
        fileType: 'plan',
        tags: ['draft', 'ü'],
        custom: { order: 3, nested: { list: [1, null, 'x'] } },
        mimeType: 'text/x-plan',
        createdAt: '2026-01-02T03:04:05.678Z',
      }
      const written = await write('/files/deep/er/plan.md', 'content', words)
      await makeDirectory('/files/deep', { title: 'Deep', tags: ['folder'] })
      const found = await list(await subject.reopen())
      expect(found.find(({ path }) => path === '/files/deep/er/plan.md')).toEqual({ ...written, ...words })
      expect(found.find(({ path }) => path === '/files/deep')).toMatchObject({ entryType: 'directory', title: 'Deep', tags: ['folder'] })
    })

    test('replaces content and metadata with every write', async () => {
      await write('/files/a.md', 'one', { title: 'One', tags: ['x'] })
      await write('/files/a.md', 'one', { title: 'Two', tags: [] })
      expect(await list()).toMatchObject([{ path: '/files/a.md', title: 'Two', tags: [] }])
      await write('/files/a.md', 'three', { title: 'Two' })
      expect((await read('/files/a.md')).toString()).toBe('three')
      expect(await list()).toHaveLength(1)
    })

    test('changes metadata and leaves the content alone', async ({ skip }) => {
      const update = persistence.updateMetadataInStorage?.bind(persistence) ?? skip(without)
      const entry = await write('/files/a.md', 'content', { title: 'One', custom: { a: 1 } })
      const after = valueOf(await update({ ...entry, title: 'Two', tags: ['t'], custom: { a: 2 } }, options))
      expect(await list()).toEqual([after])
      expect(after).toMatchObject({ title: 'Two', tags: ['t'], custom: { a: 2 }, checksum: entry.checksum, sizeBytes: 7 })
      expect((await read('/files/a.md')).toString()).toBe('content')
      expectCode(await update(createEntry('/files/none', 'file'), options), 'not_found')
    })

    test('says not_found for what it does not keep, and deleting that is success', async () => {
      expectCode(await persistence.loadFromStorage(createEntry('/files/none.md', 'file'), options), 'not_found')
      expect((await persistence.deleteFromStorage(createEntry('/files/no/ne.md', 'file'), options)).ok).toBe(true)
      expect(await list()).toEqual([])
    })

    test('deletes files, and directories after what is in them', async () => {
      await makeDirectory('/files/d')
      const entry = await write('/files/d/a.md', 'x', { title: 'gone' })
      await write('/files/b.md', 'y')
      expect((await persistence.deleteFromStorage(entry, options)).ok).toBe(true)
      expect((await persistence.deleteFromStorage(createEntry('/files/d', 'directory'), options)).ok).toBe(true)
      expect(await list()).toMatchObject([{ path: '/files/b.md' }])
      await write('/files/d/a.md', 'again')
      expect((await list()).find(({ path }) => path === '/files/d/a.md')).toMatchObject({ title: null })
    })

    test('moves a file with what is known of it', async ({ skip }) => {
      const move = persistence.moveInStorage?.bind(persistence) ?? skip(without)
      const entry = await write('/files/a.md', 'content', { title: 'T', custom: { n: 1 } })
      expect((await move(entry, '/files/new/b.md', options)).ok).toBe(true)
      expect(await paths()).toEqual(['/files/new/b.md'])
      expect((await list()).find(({ path }) => path === '/files/new/b.md')).toEqual({ ...entry, path: '/files/new/b.md' })
      expect((await read('/files/new/b.md')).toString()).toBe('content')
      expectCode(await persistence.loadFromStorage(entry, options), 'not_found')
    })

    test('moves a directory whole, in one call', async ({ skip }) => {
      const move = persistence.moveInStorage?.bind(persistence) ?? skip(without)
      await makeDirectory('/files/d', { title: 'D' })
      await makeDirectory('/files/d/empty')
      for (const path of ['/files/d/a.md', '/files/d/e/f/b.md', '/files/dd.md']) await write(path, path, { title: path })
      valueOf(await move({ ...createEntry('/files/d', 'directory'), title: 'D' }, '/files/x/y', options))
      expect(await paths()).toEqual(['/files/dd.md', '/files/x/y/a.md', '/files/x/y/e/f/b.md'])
      expect(await paths('directory')).toEqual(expect.arrayContaining(['/files/x/y', '/files/x/y/empty']))
      const moved = await list()
      expect(moved.find(({ path }) => path === '/files/x/y/e/f/b.md')).toMatchObject({ title: '/files/d/e/f/b.md' })
      expect(moved.find(({ path }) => path === '/files/x/y')).toMatchObject({ title: 'D' })
      expect((await read('/files/x/y/a.md')).toString()).toBe('/files/d/a.md')
    })

    test('keeps names that differ only a little apart', async () => {
      const names = ['a', 'a.md', 'a.md.json', 'é', 'e\u0301', 'x%2Fy', '.hidden', '~a', 'con', 'a b', "it's"]
      for (const name of names) await write(`/files/${name}`, name, { title: name })
      await write('/files/a.dir/a', 'below')
      for (const name of names) expect((await read(`/files/${name}`)).toString()).toBe(name)
      const titles = Object.fromEntries((await list()).map(({ path, title }) => [path, title]))
      for (const name of names) expect(titles[`/files/${name}`]).toBe(name)
    })

    test('the default root keeps whole paths', async () => {
      const { baseDirectory: _, ...everything } = options
      valueOf(await persistence.writeToStorage(fileOf('/top/a.md', 'x'), everything))
      const found = valueOf(await persistence.listPersistedEntries('agent:1', everything))
      expect(found.map(({ path }) => path)).toContain('/top/a.md')
    })
  })
}
