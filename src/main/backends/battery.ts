// What every backend must do; each backend's test file calls it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StorageBackend } from '../store/backend.ts'

export interface BatterySubject {
  backend: StorageBackend
  dispose: () => Promise<void>
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function keysOf(objects: AsyncIterable<{ key: string }>): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of objects) keys.push(key)
  return keys.toSorted()
}

async function stagesOf(backend: StorageBackend): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of backend.listStages()) ids.push(id)
  return ids
}

/** Declares the battery's tests for one backend; `open` gives an empty one of its own to each test. */
export function describeBackend(name: string, open: () => Promise<BatterySubject>): void {
  describe(`${name} backend`, () => {
    let subject: BatterySubject
    let backend: StorageBackend
    beforeEach(async () => {
      subject = await open()
      backend = subject.backend
    })
    afterEach(async () => {
      await backend.close()
      await subject.dispose()
    })
    const put = (key: string, content: string) => backend.upload(key, Buffer.from(content))
    const get = async (key: string, options = {}) => readAll(await backend.download(key, options))
    const notFound = expect.objectContaining({ code: 'artifact.not-found' })

    test('gives back what was uploaded, also nothing at all', async () => {
      await put('a/b/c.txt', 'hello')
      await put('a/b/empty', '')
      expect(await get('a/b/c.txt')).toBe('hello')
      expect(await get('a/b/empty')).toBe('')
      expect(await backend.getSize('a/b/c.txt')).toBe(5)
      expect(await backend.stat('a/b/c.txt')).toMatchObject({ key: 'a/b/c.txt', sizeBytes: 5 })
    })

    test('replaces an object whole, and its stamp changes', async () => {
      await put('k/1/x', 'one')
      const before = await backend.stat('k/1/x')
      await put('k/1/x', 'three')
      expect(await get('k/1/x')).toBe('three')
      expect((await backend.stat('k/1/x'))?.stamp).not.toBe(before?.stamp)
    })

    test('reads a small object whole, with the stamp of just these bytes', async () => {
      expect(await backend.read('no/such/thing')).toBeUndefined()
      const stamp = await put('o/1/x', 'one')
      const read = await backend.read('o/1/x')
      expect(Buffer.from(read?.content ?? []).toString('utf8')).toBe('one')
      expect([read?.stamp, (await backend.stat('o/1/x'))?.stamp]).toEqual([stamp, stamp])
    })

    test('reads ranges', async () => {
      await put('r/1/x', '0123456789')
      expect(await get('r/1/x', { start: 3 })).toBe('3456789')
      expect(await get('r/1/x', { start: 3, end: 5 })).toBe('34')
      expect(await get('r/1/x', { end: 2 })).toBe('01')
      expect(await get('r/1/x', { start: 20 })).toBe('')
      expect(await get('r/1/x', { start: 8, end: 30 })).toBe('89')
      expect(await get('r/1/x', { start: 4, end: 4 })).toBe('')
    })

    test('says not-found for what is not there, and deleting it is success', async () => {
      await expect(backend.download('no/such/thing')).rejects.toThrow(notFound)
      await expect(backend.getSize('no/such/thing')).rejects.toThrow(notFound)
      await expect(backend.move('no/such/thing', 'x/y/z')).rejects.toThrow(notFound)
      await expect(backend.copy('no/such/thing', 'x/y/z')).rejects.toThrow(notFound)
      expect(await backend.stat('no/such/thing')).toBeUndefined()
      expect(await backend.exists('no/such/thing')).toBe(false)
      await backend.delete('no/such/thing')
    })

    test('deletes, copies and moves', async () => {
      await put('d/1/x', 'x')
      await backend.copy('d/1/x', 'd/2/y')
      await backend.move('d/1/x', 'e/1/z')
      expect(await backend.exists('d/1/x')).toBe(false)
      expect([await get('d/2/y'), await get('e/1/z')]).toEqual(['x', 'x'])
      await backend.delete('d/2/y')
      expect(await backend.exists('d/2/y')).toBe(false)
    })

    test('lists by prefix, last segment and depth', async () => {
      for (const key of [
        's/1/metadata.json',
        's/1/diff.txt',
        's/2/metadata.json',
        's/2/files/a/metadata.json',
        't/1/metadata.json',
        '.vitrine/journal/j',
      ])
        await put(key, key)
      expect(await keysOf(backend.list(''))).toHaveLength(6)
      expect(await keysOf(backend.list('s/'))).toHaveLength(4)
      expect(await keysOf(backend.list('s/1/d'))).toEqual(['s/1/diff.txt'])
      expect(await keysOf(backend.list('none/'))).toEqual([])
      expect(await keysOf(backend.list('', { name: 'metadata.json', depth: 3 }))).toEqual([
        's/1/metadata.json',
        's/2/metadata.json',
        't/1/metadata.json',
      ])
    })

    test('a stage is no object before it is committed, and none after it was discarded', async () => {
      const stage = await backend.stage('stage-1')
      await stage.write(Buffer.from('hel'))
      await stage.write(Buffer.from('lo'))
      expect(await stage.finish()).toBe(5)
      expect((await keysOf(backend.list(''))).filter((key) => !key.startsWith('.vitrine/tmp/'))).toEqual([])
      expect(await stage.commit('st/1/x')).toBe(true)
      await backend.flush(['st/1/x'])
      await stage.discard()
      expect(await get('st/1/x')).toBe('hello')
      const dropped = await backend.stage('stage-2')
      await dropped.write(Buffer.from('x'))
      await dropped.discard()
      expect(await keysOf(backend.list(''))).toEqual(['st/1/x'])
    })

    test('a stage takes any size, in pieces of any size', async () => {
      const stage = await backend.stage('stage-large')
      const piece = Buffer.alloc(777_777, 'vitrine ')
      const pieces = 40
      for (let written = 0; written < pieces; written++) await stage.write(piece)
      expect(await stage.finish()).toBe(pieces * piece.length)
      await stage.commit('sl/1/x')
      await stage.discard()
      expect(await backend.getSize('sl/1/x')).toBe(pieces * piece.length)
      expect(await get('sl/1/x', { start: 17 * piece.length, end: 18 * piece.length })).toBe(piece.toString('utf8'))
      expect(await stagesOf(backend)).toEqual([])
    })

    test('a stage that was dropped, finished or not, leaves nothing', async () => {
      for (const [id, isFinished] of [
        ['drop-1', false],
        ['drop-2', true],
      ] as const) {
        const stage = await backend.stage(id)
        for (let written = 0; written < 12; written++) await stage.write(Buffer.alloc(1024 * 1024))
        if (isFinished) await stage.finish()
        await stage.discard()
        await backend.dropStage(id)
        await backend.dropStage('never-was')
      }
      expect(await keysOf(backend.list(''))).toEqual([])
      expect(await stagesOf(backend)).toEqual([])
    })

    test('conditional writes hold, or are refused by a backend that says it has none', async () => {
      if (!backend.capabilities.conditionalWrites) {
        const cannot = expect.objectContaining({ code: 'backend.cannot' })
        await expect(backend.upload('c/1/x', Buffer.from('x'), { ifMatch: null })).rejects.toThrow(cannot)
        await put('c/1/x', 'x')
        await expect(backend.copy('c/1/x', 'c/1/y', { ifAbsent: 'mark' })).rejects.toThrow(cannot)
        return
      }
      const write = (content: string, ifMatch: string | null) => backend.upload('c/1/x', Buffer.from(content), { ifMatch })
      expect(await write('none', '1')).toBeUndefined()
      const first = await write('one', null)
      expect(first).toBeTypeOf('string')
      expect(await write('again', null)).toBeUndefined()
      const second = await write('two', first ?? '')
      expect(await write('three', first ?? '')).toBeUndefined()
      expect(await get('c/1/x')).toBe('two')
      expect(await write('four', second ?? '')).toBeTypeOf('string')
      expect(await get('c/1/x')).toBe('four')
    })

    test('of many writers on one condition exactly one succeeds', async () => {
      if (!backend.capabilities.conditionalWrites) return
      const race = (ifMatch: string | null) =>
        Promise.all(Array.from({ length: 16 }, (_, index) => backend.upload('c/2/x', Buffer.from(`${ifMatch} ${index}`), { ifMatch })))
      const winners = (stamps: (string | undefined)[]) => stamps.filter((stamp) => stamp !== undefined)
      const [first, ...others] = winners(await race(null))
      expect(others).toEqual([])
      expect(winners(await race(first ?? null))).toHaveLength(1)
    })

    test('what is put where nothing was replaces nothing, and says who put it', async () => {
      if (!backend.capabilities.conditionalWrites) return
      const staged = async (id: string, sizeBytes: number) => {
        const stage = await backend.stage(id)
        for (let left = sizeBytes; left > 0; left -= 1_000_000) await stage.write(Buffer.alloc(Math.min(left, 1_000_000), id))
        await stage.finish()
        return stage
      }
      for (const sizeBytes of [12, 20_000_000]) {
        const key = `m/${sizeBytes}/x`
        const [first, second] = [await staged('mark-1', sizeBytes), await staged('mark-2', sizeBytes)]
        expect(await first.commit(key, { ifAbsent: true })).toBe(true)
        expect(await second.commit(key, { ifAbsent: true })).toBe(false)
        expect(await backend.stat(key)).toMatchObject({ sizeBytes, mark: 'mark-1' })
        expect(await second.commit(`${key}-2`, { ifAbsent: true })).toBe(true)
        expect(await backend.copy(key, `${key}-2`, { ifAbsent: 'copy' })).toBe(false)
        expect(await backend.copy(key, `${key}-3`, { ifAbsent: 'copy' })).toBe(true)
        expect(await backend.stat(`${key}-3`)).toMatchObject({ sizeBytes, mark: 'copy' })
        expect(await get(`${key}-3`, { end: 6 })).toBe('mark-1')
        await Promise.all([first.discard(), second.discard()])
      }
      expect(await stagesOf(backend)).toEqual([])
      expect(await keysOf(backend.list('.vitrine/'))).toEqual([])
    })

    test('a listing of many objects has each once', async () => {
      const keys = Array.from({ length: 60 }, (_, index) => `l/${index % 7}/${index}-\u{1F5BC}é`)
      await Promise.all(keys.map((key) => put(key, key)))
      expect(await keysOf(backend.list('l/'))).toEqual(keys.toSorted())
    })

    test('writes of one key side by side leave one of them, whole', async () => {
      const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(5000))
      await Promise.all(contents.map((content) => put('w/1/x', content)))
      expect(contents).toContain(await get('w/1/x'))
    })

    test('keys carry any text that the store’s encoding lets through', async () => {
      for (const key of ['ü/%2E%2E/日本語.txt', 'a b/c+d/e&f=g#h', "it's/~/x"]) {
        await put(key, key)
        expect(await get(key)).toBe(key)
        expect(await keysOf(backend.list(key))).toEqual([key])
      }
    })

    test('a download that nobody reads, or that stops early, holds nothing open', async () => {
      await put('h/1/x', 'x'.repeat(3_000_000))
      await backend.download('h/1/x')
      for await (const chunk of await backend.download('h/1/x')) {
        expect(chunk.length).toBeGreaterThan(0)
        break
      }
      await backend.delete('h/1/x')
    })
  })
}
