import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readWhole } from './read-whole.ts'
import { unpack, unpacked, unpackedName, unpackedSoFar, UnpackFailure } from './unpacked.ts'

async function* pieces(bytes: Uint8Array, size = bytes.length || 1) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
// As the program of that name writes it.
const zstd = (bytes: Uint8Array) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
const text = Buffer.from('a line of a log, and what it says\n'.repeat(20_000))
const textOf = async (content: AsyncIterable<Uint8Array>) => Buffer.from(await readWhole(content)).toString('latin1')

test.each([
  ['gzip', gzipSync(text)],
  ['gzip', Buffer.concat([gzipSync(text.subarray(0, 1_000)), gzipSync(text.subarray(1_000))])],
  ['zstd', zstd(text)],
] as const)('what %s holds is given however it comes', async (packing, bytes) => {
  for (const size of [bytes.length, 1_000, 3]) {
    const held = await unpack(pieces(bytes, size))
    expect(held.packing).toBe(packing)
    expect(await textOf(held.content)).toBe(text.toString('latin1'))
  }
})

test('what is not compressed is given as it is, and what is compressed twice is unpacked once', async () => {
  for (const bytes of [Buffer.from(''), Buffer.from('x'), Buffer.from([0x1f, 0x8b]), text, Buffer.from('BZh91AY&SY')]) {
    const { packing, content } = await unpack(pieces(bytes, 2))
    expect(packing).toBeUndefined()
    expect(await textOf(content)).toBe(bytes.toString('latin1'))
  }
  const inner = gzipSync(text)
  expect(await textOf(unpacked(pieces(gzipSync(inner))))).toBe(inner.toString('latin1'))
})

test.each([
  ['gzip', gzipSync(text)],
  ['zstd', zstd(text)],
])('%s that was cut off or damaged fails by name, and so far gives what came before', async (packing, bytes) => {
  const cut = bytes.subarray(0, bytes.length - 9)
  await expect(readWhole(unpacked(pieces(cut)))).rejects.toThrow(`its ${packing} data ends or breaks off after`)
  const before = await textOf(unpackedSoFar(pieces(cut)))
  expect(text.toString('latin1').startsWith(before)).toBe(true)
  const wrong = Uint8Array.from(bytes)
  wrong.fill(0xff, 20, 40)
  await expect(readWhole(unpacked(pieces(wrong)))).rejects.toBeInstanceOf(UnpackFailure)
})

test('a few bytes that hold very many are read no further than is asked for', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  let read = 0
  const reading = async () => {
    for await (const chunk of unpacked(pieces(bomb, 500), 1_000_000)) read += chunk.length
  }
  await expect(reading()).rejects.toThrow('it is gzip that holds more than')
  expect(read).toBeLessThanOrEqual(1_000_000)
  expect(read).toBeGreaterThan(500_000)
})

test('who stops reading, and a source that fails, end it all', async () => {
  let isClosed = false
  async function* source(failsAt = Infinity) {
    try {
      for (let at = 0; ; at++) {
        if (at === failsAt) throw new Error('the disk is gone')
        yield at === 0 ? gzipSync(text) : gzipSync('more\n')
      }
    } finally {
      isClosed = true
    }
  }
  for await (const chunk of unpacked(source())) if (chunk.length > 0) break
  expect(isClosed).toBe(true)
  await expect(readWhole(unpacked(source(5)))).rejects.toThrow('the disk is gone')
})

test('a name without the ending of its compression', () => {
  expect(['x.diff.gz', 'RUN.LOG.ZST', 'a.gzip', 'plain.txt', '.gz'].map(unpackedName)).toEqual([
    'x.diff',
    'RUN.LOG',
    'a',
    'plain.txt',
    '.gz',
  ])
})
