// What every backend must do; each backend's test file calls it.
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toVitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'
import { describeConditionalWrites } from './battery-conditions.ts'
import { type BatterySubject, keysOf, stagesOf } from './battery-subject.ts'

/** Declares the battery's tests for one backend; `open` gives an empty one of its own to each test. */
export function describeBackend(
  name: string,
  { conditionalWrites }: { conditionalWrites: boolean },
  open: () => Promise<BatterySubject>,
): void {
  if (conditionalWrites) describeConditionalWrites(name, open)
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
    const get = async (key: string, options = {}) => text(await backend.download(key, options))
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

    test('[S5] what goes while a listing runs hides nothing beside it', async () => {
      const keys = Array.from({ length: 9 }, (_, index) => `s/1/${index}`)
      for (const key of keys) await put(key, key)
      const listed: string[] = []
      for await (const { key } of backend.list('s/1/')) {
        listed.push(key)
        if (listed.length === 1) for (const other of keys.filter((other) => other !== key).slice(0, 4)) await backend.delete(other)
      }
      const left = await keysOf(backend.list('s/1/'))
      expect(left).toHaveLength(5)
      expect(listed).toEqual(expect.arrayContaining(left))
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

    test('a stage takes any size, in pieces of any size, and a piece may be written over once it is taken', async () => {
      const stage = await backend.stage('stage-large')
      const piece = Buffer.alloc(777_777, 'vitrine ')
      const pieces = 40
      const given = Buffer.alloc(piece.length)
      for (let written = 0; written < pieces; written++) {
        given.set(piece)
        await stage.write(given)
        given.fill('x')
      }
      expect(await stage.finish()).toBe(pieces * piece.length)
      await stage.commit('sl/1/x')
      await stage.discard()
      expect(await backend.getSize('sl/1/x')).toBe(pieces * piece.length)
      for (const before of [0, 17, 39])
        expect(await get('sl/1/x', { start: before * piece.length, end: (before + 1) * piece.length })).toBe(piece.toString('utf8'))
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

    test('says whether it writes on conditions, and refuses them when it does not', async () => {
      expect(backend.capabilities.conditionalWrites).toBe(conditionalWrites)
      await put('c/1/x', 'x')
      const onCondition = () => backend.upload('c/1/x', Buffer.from('y'), { ifMatch: null })
      const outcome = conditionalWrites ? undefined : 'backend.cannot'
      expect(await onCondition().catch((error: unknown) => toVitrineError(error).code)).toBe(outcome)
      expect(await get('c/1/x')).toBe('x')
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
