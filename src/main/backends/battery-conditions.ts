// What a backend with conditional writes must do besides the rest.
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StorageBackend, UnclearWrite } from '../store/backend.ts'
import { type BatterySubject, keysOf, stagesOf } from './battery-subject.ts'

export function describeConditionalWrites(name: string, open: () => Promise<BatterySubject>): void {
  describe(`${name} backend’s conditional writes`, () => {
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
    const get = async (key: string, options = {}) => text(await backend.download(key, options))

    test('a write on a condition happens when it holds, and not otherwise', async () => {
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
      /** Gives who knows that he won, and who cannot know: a service that fails under the load may have done what it was asked. */
      const race = async (ifMatch: string | null) => {
        const writers = Array.from({ length: 16 }, (_, index) => `${ifMatch} ${index}`)
        const ends = await Promise.allSettled(writers.map((text) => backend.upload('c/2/x', Buffer.from(text), { ifMatch })))
        const winners: string[] = []
        const unclear: string[] = []
        for (const [index, end] of ends.entries()) {
          if (end.status === 'fulfilled' && end.value !== undefined) winners.push(writers[index] ?? '')
          else if (end.status === 'rejected' && end.reason instanceof UnclearWrite) unclear.push(writers[index] ?? '')
          else if (end.status === 'rejected') throw end.reason
        }
        return { winners, unclear }
      }
      for (let round = 0; round < 2; round++) {
        const before = await backend.stat('c/2/x')
        const { winners, unclear } = await race(before?.stamp ?? null)
        const found = await get('c/2/x')
        expect(winners.length).toBeLessThanOrEqual(1)
        expect(winners.length === 1 ? winners : unclear).toContain(found)
      }
    })

    test('what is put where nothing was replaces nothing, and says who put it', async () => {
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
  })
}
