// What a bucket's backend must do when the network and the service fail it.
import { buffer, text } from 'node:stream/consumers'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type StorageBackend } from '../store/backend.ts'
import { pace, patient } from './bucket/retry.ts'
import { stagesOf } from './battery-subject.ts'
import { type FaultProxy, startFaultProxy } from './servers/fault-proxy.ts'

export interface FaultSubject {
  /** The server behind the proxy. */
  endpoint: string
  /** Opens the backend by way of the proxy. */
  open: (endpoint: string) => Promise<StorageBackend>
  stop: () => Promise<void>
}

const megabyte = 1024 * 1024
const pattern = (sizeBytes: number) =>
  Buffer.from(Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31 + (index >>> 12)) & 0xff))

/** `begins` matches the request that opens a large upload, `continues` those that send its bytes. */
export function describeFaults(
  name: string,
  { begins, continues }: { begins: RegExp; continues: RegExp },
  start: () => Promise<FaultSubject>,
): void {
  describe(`${name} backend behind faults`, () => {
    let subject: FaultSubject
    let proxy: FaultProxy
    let backend: StorageBackend
    beforeAll(() => {
      pace.firstPauseMs = 4
    })
    beforeEach(async () => {
      subject = await start()
      proxy = await startFaultProxy(subject.endpoint)
      backend = await subject.open(proxy.endpoint)
    })
    afterEach(async () => {
      await backend.close()
      await proxy.stop()
      await subject.stop()
    })
    const put = (key: string, content: string) => backend.upload(key, Buffer.from(content))
    const get = async (key: string) => text(await backend.download(key))
    const stageLarge = async (content: Uint8Array) => {
      const stage = await backend.stage('large')
      for (let offset = 0; offset < content.length; offset += megabyte) await stage.write(content.subarray(offset, offset + megabyte))
      await stage.finish()
      return stage
    }

    test.for([500, 502, 503, 429])('a burst of %i is waited out', async (status) => {
      proxy.inject({ kind: 'answer', status }, { times: 3 })
      await put('a/1/x', 'content')
      proxy.inject({ kind: 'answer', status }, { times: 3 })
      expect(await get('a/1/x')).toBe('content')
      expect(proxy.hits).toBe(6)
    })

    test('a service that stays down is said to be that', async () => {
      proxy.inject({ kind: 'answer', status: 503 }, { times: Infinity })
      await expect(backend.read('a/1/x')).rejects.toMatchObject({ code: 'store.unreachable', details: { problem: 'no-answer' } })
      expect(proxy.hits).toBeGreaterThan(3)
    })

    test('a service that is gone is said to be that', async () => {
      await proxy.stop()
      await expect(backend.stat('a/1/x')).rejects.toMatchObject({ code: 'store.unreachable', details: { problem: 'no-answer' } })
    })

    test('a refusal is not tried again', async () => {
      proxy.inject({ kind: 'answer', status: 403 }, { times: 3 })
      await expect(backend.read('a/1/x')).rejects.toMatchObject({
        code: 'store.denied',
        details: { operation: 'read', problem: 'not-allowed' },
      })
      expect(proxy.hits).toBe(1)
    })

    test('requests and answers that break off are sent again', async () => {
      proxy.inject({ kind: 'cut-request', afterBytes: 100 })
      await put('a/1/x', 'x'.repeat(100_000))
      proxy.inject({ kind: 'lose-answer' })
      await put('a/1/y', 'y')
      proxy.inject({ kind: 'cut-answer', afterBytes: 10 })
      expect(await backend.stat('a/1/x')).toMatchObject({ sizeBytes: 100_000 })
      expect(await get('a/1/y')).toBe('y')
      expect(proxy.hits).toBe(3)
    })

    test('an upload that breaks off leaves what was there', async () => {
      await put('a/1/x', 'before')
      proxy.inject({ kind: 'cut-request', afterBytes: 1000 }, { times: Infinity, matching: /^P(UT|OST)/ })
      await expect(put('a/1/x', 'x'.repeat(100_000))).rejects.toMatchObject({ code: 'store.unreachable' })
      proxy.clear()
      expect(await get('a/1/x')).toBe('before')
    })

    test('a download goes on where it broke, however often', async () => {
      const content = pattern(3 * megabyte)
      await backend.upload('a/1/x', content)
      for (const afterBytes of [0, 1, 70_000, 1_000_000]) proxy.inject({ kind: 'cut-answer', afterBytes }, { matching: /^GET/ })
      expect(Buffer.compare(await buffer(await backend.download('a/1/x')), content)).toBe(0)
      expect(proxy.hits).toBe(4)
    })

    test('a download that gets no byte further is tried as often as anything else, and says why it ended', async () => {
      await put('a/1/x', 'content')
      proxy.inject({ kind: 'cut-answer', afterBytes: 0 }, { times: Infinity, matching: /^GET/ })
      const reading = Array.fromAsync(await backend.download('a/1/x'))
      await expect(reading).rejects.toMatchObject({ code: 'store.unreachable', details: { problem: 'no-answer' } })
      expect(proxy.hits).toBe(patient.attempts)
    })

    test('an answer that ends early and says nothing is seen, and asked for again', async () => {
      await backend.upload('a/1/x', pattern(200_000))
      proxy.inject({ kind: 'shorten-answer', toBytes: 50_000 }, { times: 2, matching: /^GET/ })
      expect(Buffer.compare(await buffer(await backend.download('a/1/x')), pattern(200_000))).toBe(0)
      proxy.inject({ kind: 'shorten-answer', toBytes: 50_000 }, { matching: /^GET/ })
      expect((await backend.read('a/1/x'))?.content.length).toBe(200_000)
      expect(proxy.hits).toBe(3)
    })

    test('a download whose object is replaced meanwhile never mixes the two', async () => {
      await put('a/1/x', 'a'.repeat(3 * megabyte))
      proxy.inject({ kind: 'cut-answer', afterBytes: 500_000 }, { matching: /^GET/ })
      const reading = (async () => {
        let text = ''
        for await (const chunk of await backend.download('a/1/x')) {
          if (text === '') await put('a/1/x', 'b'.repeat(3 * megabyte))
          text += Buffer.from(chunk).toString('latin1')
        }
        return text
      })()
      await expect(reading).rejects.toMatchObject({ code: 'artifact.not-found' })
    })

    test('a conditional write whose answer is lost has happened once', async () => {
      proxy.inject({ kind: 'lose-answer' }, { matching: /^P(UT|OST)/ })
      const first = await backend.upload('a/1/x', Buffer.from('one'), { ifMatch: null })
      expect(first).toBe((await backend.stat('a/1/x'))?.stamp)
      proxy.inject({ kind: 'lose-answer' }, { matching: /^P(UT|OST)/ })
      const second = await backend.upload('a/1/x', Buffer.from('two'), { ifMatch: first })
      expect(second).toBe((await backend.stat('a/1/x'))?.stamp)
      expect(await get('a/1/x')).toBe('two')
      expect(proxy.hits).toBe(2)
    })

    test('of two that put where nothing was, with every answer lost, one knows that it was the one', async () => {
      const staged = async (id: string) => {
        const stage = await backend.stage(id)
        await stage.write(Buffer.from('same bytes'))
        await stage.finish()
        return stage
      }
      const stages = await Promise.all(['one', 'two', 'three'].map(staged))
      proxy.inject({ kind: 'lose-answer' }, { times: 3, matching: /^P(UT|OST)/ })
      const outcomes = await Promise.all(stages.map((stage) => stage.commit('a/1/x', { ifAbsent: true })))
      expect(outcomes.filter((isOurs) => isOurs)).toHaveLength(1)
      expect((await backend.stat('a/1/x'))?.mark).toBe(['one', 'two', 'three'][outcomes.indexOf(true)])
    })

    test('a large upload goes on where it broke', async () => {
      const content = pattern(20 * megabyte)
      proxy.inject({ kind: 'cut-request', afterBytes: 3 * megabyte }, { matching: continues })
      proxy.inject({ kind: 'answer', status: 503 }, { matching: continues, times: 2, after: 1 })
      proxy.inject({ kind: 'lose-answer' }, { matching: continues })
      const stage = await stageLarge(content)
      proxy.inject({ kind: 'lose-answer' }, { matching: /^P/ })
      await stage.commit('a/1/large')
      await stage.discard()
      expect(Buffer.compare(await buffer(await backend.download('a/1/large')), content)).toBe(0)
      expect(await stagesOf(backend)).toEqual([])
      expect(proxy.hits).toBe(5)
    })

    test('a large upload that cannot go on leaves nothing', async () => {
      proxy.inject({ kind: 'answer', status: 403 }, { matching: continues, after: 1 })
      const stage = await backend.stage('large')
      const upload = async () => {
        for (let written = 0; written < 30; written++) await stage.write(Buffer.alloc(megabyte))
        await stage.finish()
      }
      await expect(upload()).rejects.toMatchObject({ code: 'store.denied', details: { operation: 'write' } })
      await stage.discard()
      expect(await stagesOf(backend)).toEqual([])
      proxy.inject({ kind: 'answer', status: 403 }, { matching: begins })
      const refused = await backend.stage('refused')
      await expect(refused.write(Buffer.alloc(10 * megabyte))).rejects.toMatchObject({ code: 'store.denied' })
      await refused.discard()
    })

    test('a slow service is waited for, and a download can be stopped', async () => {
      await put('a/1/x', 'x'.repeat(megabyte))
      proxy.inject({ kind: 'delay', delayMs: 300 })
      expect(await backend.exists('a/1/x')).toBe(true)
      proxy.inject({ kind: 'delay', delayMs: 20_000 }, { matching: /^GET/ })
      const abort = new AbortController()
      setTimeout(() => abort.abort(), 50)
      await expect(backend.download('a/1/x', { signal: abort.signal })).rejects.toThrow(/abort/i)
    })
  })
}
