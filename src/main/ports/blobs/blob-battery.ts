// What every keyed store must do; each one's test file calls it.
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { valueOf } from '../port-result.ts'
import { type ArtifactStorePort } from './artifact-store-port.ts'

export interface BlobSubject {
  port: ArtifactStorePort
  /** Another one on the same bytes, as another process would open it. */
  reopen: () => Promise<ArtifactStorePort>
  dispose: () => Promise<void>
}

/** Declares the battery's tests for one store; `open` gives an empty one of its own to each test. */
export function describeBlobs(name: string, open: () => Promise<BlobSubject>): void {
  describe(`${name}: ArtifactStorePort`, () => {
    let subject: BlobSubject
    let port: ArtifactStorePort
    beforeEach(async () => {
      subject = await open()
      port = subject.port
    })
    afterEach(() => subject.dispose())
    const text = async (key: string, from = port) => Buffer.from(valueOf(await from.get(key))).toString('utf8')

    test('gives back the bytes that were put, whatever they are', async () => {
      for (const content of [
        Buffer.from('diff --git a/x b/x\n'),
        Buffer.alloc(0),
        Buffer.from([0, 255, 10, 13, 0]),
        randomBytes(300_000),
      ]) {
        expect(await port.put('patch-abc123', content)).toEqual({ ok: true, value: undefined })
        expect(Buffer.from(valueOf(await port.get('patch-abc123'))).equals(content)).toBe(true)
      }
    })

    test('putting again overwrites, and what was put is there for the next process', async () => {
      for (const content of ['one', 'two', 'two', 'three']) expect((await port.put('k', content)).ok).toBe(true)
      expect(await text('k')).toBe('three')
      expect(await text('k', await subject.reopen())).toBe('three')
    })

    test('says not_found for what is not there, with its key', async () => {
      expect(await port.get('nothing/here')).toEqual({
        ok: false,
        error: expect.objectContaining({ code: 'not_found', message: 'Artifact not found: nothing/here' }),
      })
    })

    test('deleting is idempotent, and a deleted key can be put again', async () => {
      expect(await port.delete('k')).toEqual({ ok: true, value: undefined })
      await port.put('k', 'before')
      for (let times = 0; times < 2; times++) expect((await port.delete('k')).ok).toBe(true)
      expect(await port.get('k')).toMatchObject({ ok: false, error: { code: 'not_found' } })
      await port.put('k', 'after')
      expect(await text('k')).toBe('after')
    })

    test('any text is a key of its own', async () => {
      const keys = [
        'a/b',
        'a_b',
        'a.b',
        'A/B',
        'patches/fix.diff',
        '../../outside',
        '.',
        'metadata.json',
        '日本語のキー',
        'é',
        'e\u0301',
        ' space ',
        '%2F',
        'a?b#c&d=e+f',
        'k'.repeat(600),
        `${'k'.repeat(599)}l`,
      ]
      for (const key of keys) expect(await port.put(key, `content of ${key}`)).toEqual({ ok: true, value: undefined })
      for (const key of keys) expect(await text(key)).toBe(`content of ${key}`)
      for (const key of keys.slice(1)) await port.delete(key)
      expect(await text('a/b')).toBe('content of a/b')
    })

    test('takes text, nested pieces and streams', async () => {
      await port.put('nested', ['a', [Buffer.from('b'), ['c', []]], 'ü'])
      expect(await text('nested')).toBe('abcü')
      await port.put('stream', Readable.from([Buffer.from('x'), Buffer.from('y')]))
      expect(await text('stream')).toBe('xy')
      const pieces = Array.from({ length: 40 }, () => randomBytes(64 * 1024))
      await port.put('web', ReadableStream.from(pieces))
      const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
      expect(digest(valueOf(await port.get('web')))).toBe(digest(Buffer.concat(pieces)))
    })

    test('a stream that breaks stores nothing, and leaves what was there', async () => {
      await port.put('k', 'whole')
      const broken = (async function* () {
        yield 'half'
        throw new Error('the line went dead')
      })()
      expect(await port.put('k', broken)).toMatchObject({
        ok: false,
        error: { code: 'storage_error', message: expect.stringContaining('the line went dead') },
      })
      expect(await text('k')).toBe('whole')
    })

    test('what is no key or no content is refused, and nothing crashes', async () => {
      const refused = { ok: false, error: { code: 'validation_error' } }
      // @ts-expect-error a caller without types
      for (const content of [42, null, undefined, { a: 1 }, ['x', 7]]) expect(await port.put('k', content)).toMatchObject(refused)
      // @ts-expect-error a caller without types
      expect(await port.get(undefined)).toMatchObject(refused)
      expect(await port.put('\uD800', 'x')).toMatchObject(refused)
      expect(await port.get('k')).toMatchObject({ error: { code: 'not_found' } })
    })

    test('writers and readers of one key side by side see one content, whole', async () => {
      const contents = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(20_000 + index * 1000))
      const other = await subject.reopen()
      await port.put('k', contents[0] ?? '')
      const seen: string[] = []
      const writing = (async () => {
        for (let round = 0; round < 3; round++) await Promise.all(contents.map((content) => port.put('k', content)))
      })()
      const written = new AbortController()
      void writing.finally(() => written.abort())
      do seen.push(await text('k', other))
      while (!written.signal.aborted)
      await writing
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.filter((content) => !contents.includes(content))).toEqual([])
      expect(contents).toContain(await text('k'))
    })

    test('an error is data: code, message, details, time', async () => {
      const result = await port.get('missing')
      const json: unknown = JSON.parse(JSON.stringify(result))
      expect(json).toEqual({
        ok: false,
        error: {
          code: 'not_found',
          message: 'Artifact not found: missing',
          details: expect.objectContaining({ code: 'artifact.not-found' }),
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        },
      })
    })
  })
}
