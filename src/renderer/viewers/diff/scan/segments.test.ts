import { assert, array, integer, property, asyncProperty } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DiffModel } from '../model/diff-model.ts'
import { fileDiff, rowTexts, scanned } from '../model/scanned-fixture.ts'
import { isPlain, plainBytes } from './plain-bytes.ts'
import { firstBytes, scanFirst, scanSegments } from './segments.ts'

const encoder = new TextEncoder()

/** The bytes as a stream, cut at these places. */
function streamOf(bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[] = []): ReadableStream<Uint8Array<ArrayBuffer>> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return new ReadableStream({
    start(controller) {
      for (const [index, place] of places.slice(1).entries()) controller.enqueue(bytes.slice(places[index], place))
      controller.close()
    },
  })
}

async function read(bytes: Uint8Array<ArrayBuffer>, cuts?: readonly number[]) {
  const { stream, wasGzip, encoding } = await plainBytes(streamOf(bytes, cuts))
  let model = new DiffModel()
  let segments = 0
  let wasColoured = false
  for await (const scannedSegment of scanSegments(stream)) {
    model = model.with(scannedSegment)
    segments++
    wasColoured ||= scannedSegment.treatment.wasColoured
  }
  return { model, segments, wasGzip, encoding, wasColoured }
}

/** Enough files for several segments, with all that a boundary may fall into. */
const large = Array.from({ length: 900 }, (_, index) =>
  fileDiff(
    `src/file ${index}.ts`,
    `@@ -1,4 +1,5 @@ function f${index}() {\n one\n-two ${'x'.repeat(index)}\n+zwei\n+drei\n four\n\n`,
    '@@ -9 +10 @@\n-a\r\n\\ No newline at end of file\n+b\n',
  ),
).join('')

const outline = (model: DiffModel) => ({
  rows: rowTexts(model),
  files: model.files.map(({ path, firstRow, endRow, firstHunk, endHunk, insertions, deletions }) => [
    path,
    firstRow,
    endRow,
    firstHunk,
    endHunk,
    insertions,
    deletions,
  ]),
  blocks: model.blocks().map(({ firstRow, endRow, flags }) => [firstRow, endRow, flags]),
})

test('what stands before each line of a graph, a quotation or an indentation is taken away, in colour too', async () => {
  const bare = large.slice(0, 40_000).replace(/diff --git(?![^]*diff --git)[^]*$/, '')
  for (const [first, prefix] of [
    ['* commit 28b8e2681e61ab66254056ba787f27b7a49c6c81\n', '| '],
    ['\u001B[31m*\u001B[m \u001B[33mcommit 28b8e2681e61ab66254056ba787f27b7a49c6c81\u001B[m\n', '\u001B[31m|\u001B[m '],
    ['', '> '],
    ['', '    '],
  ] as const) {
    const drawn = first + bare.replaceAll(/^diff --git.*\n/gm, '$&index 1234567..89abcde 100644\n').replaceAll(/^(?=.)/gm, prefix)
    const { model, wasColoured } = await read(encoder.encode(drawn), [firstBytes + 3, firstBytes + 999])
    const files = model.files.filter(({ kind }) => kind === 'file')
    const expected = scanned(bare).files
    expect(files.map(({ path, insertions, deletions }) => [path, insertions, deletions])).toEqual(
      expected.map(({ path, insertions, deletions }) => [path, insertions, deletions]),
    )
    expect(files.length).toBeGreaterThan(10)
    expect(wasColoured).toBe(first.startsWith('\u001B'))
  }
})

describe('a diff that comes in pieces', () => {
  test('is cut into segments, the first of them small', async () => {
    const { model, segments } = await read(
      encoder.encode(large),
      Array.from({ length: 40 }, (_, index) => index * 20_000),
    )
    expect(segments).toBeGreaterThan(1)
    expect(outline(model)).toEqual(outline(scanned(large)))
  })

  test('reads the same wherever it is cut', async () => {
    const bytes = encoder.encode(large.slice(0, 120_000))
    const whole = outline(scanned(new TextDecoder().decode(bytes)))
    await assert(
      asyncProperty(array(integer({ min: 0, max: bytes.length }), { minLength: 1, maxLength: 30 }), async (cuts) => {
        expect(outline((await read(bytes, cuts)).model)).toEqual(whole)
      }),
      { numRuns: 25 },
    )
  })

  test('begins on the page with the segment that the worker begins with', async () => {
    const bytes = encoder.encode(large)
    for (const cut of [firstBytes, firstBytes + 1, firstBytes + 777, 65_536]) {
      const { value } = await scanSegments(streamOf(bytes, [cut])).next()
      const first = scanFirst(bytes.slice(0, cut), false)
      expect(first?.segment.kinds.length).toBeGreaterThan(100)
      expect(first).toEqual(value)
    }
  })

  test('is read on the page alone when it is short', () => {
    const diff = fileDiff('short.ts', '@@ -1 +1 @@\n-a\n+b')
    const first = scanFirst(encoder.encode(diff), true)
    expect(first === undefined ? undefined : outline(new DiffModel().with(first))).toEqual(outline(scanned(diff)))
  })

  test('does not begin on the page when its first bytes must be treated, or hold no whole line', () => {
    expect(
      [
        [0x1f, 0x8b, 8],
        [0xff, 0xfe, 0x64],
        [0xfe, 0xff, 0],
      ].map((head) => isPlain(Uint8Array.from(head))),
    ).toEqual([false, false, false])
    expect(isPlain(encoder.encode('diff'))).toBe(true)
    expect(scanFirst(encoder.encode(`+${'x'.repeat(firstBytes)}`), false)).toBeUndefined()
  })

  test('of one line longer than any segment is read', async () => {
    const diff = fileDiff('long', `@@ -1 +1 @@\n-short\n+${'y'.repeat(3_000_000)}\n`)
    const bytes = encoder.encode(diff)
    const { model } = await read(
      bytes,
      Array.from({ length: 50 }, (_, index) => index * 65_536),
    )
    expect(model.byteCount(2)).toBe(3_000_000)
    expect(model.width(2)).toBe(0xffff)
  })
})

describe('bytes that git did not write as they are', () => {
  const diff = fileDiff('größe.ts', '@@ -1 +1 @@\n-größer\n+kleiner\n')

  test('are unzipped', async () => {
    const zipped = await new Response(streamOf(encoder.encode(diff)).pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
    const { model, wasGzip } = await read(new Uint8Array(zipped))
    expect(wasGzip).toBe(true)
    expect(rowTexts(model)).toEqual(rowTexts(scanned(diff)))
  })

  test('are decoded from the UTF-16 that some shells write', async () => {
    const words = Uint16Array.from(`\ufeff${diff}`, (character) => character.charCodeAt(0))
    const { model, encoding } = await read(new Uint8Array(words.buffer))
    expect(encoding).toBe('utf-16le')
    expect(model.files[0]?.path).toBe('größe.ts')
    expect(rowTexts(model)).toEqual(rowTexts(scanned(diff)))
  })

  test('are decoded from UTF-16 without a mark, and split where carriage returns alone end their lines', async () => {
    const words = Uint16Array.from(diff, (character) => character.charCodeAt(0))
    expect(rowTexts((await read(new Uint8Array(words.buffer))).model)).toEqual(rowTexts(scanned(diff)))
    const returned = await read(encoder.encode(diff.replaceAll('\n', '\r')), [5, 50])
    expect(rowTexts(returned.model)).toEqual(rowTexts(scanned(diff)))
  })

  test('lose a byte order mark before the first line', async () => {
    expect((await read(encoder.encode(`\ufeff${diff}`))).model.files.map(({ kind }) => kind)).toEqual(['file'])
  })

  test('lose their colours when git coloured the diff, wherever a piece ends', async () => {
    const coloured = diff
      .split('\n')
      .map((line) => (line === '' ? '' : `\u001b[1;32m${line.slice(0, 1)}\u001b[m\u001b[32m${line.slice(1)}\u001b[m`))
      .join('\n')
    const bytes = encoder.encode(coloured)
    for (let cut = 1; cut < bytes.length; cut += 7) {
      const { model, wasColoured } = await read(bytes, [cut])
      expect(wasColoured).toBe(true)
      expect(rowTexts(model)).toEqual(rowTexts(scanned(diff)))
    }
  })

  test('keep escape sequences that are content', async () => {
    const content = fileDiff('log.txt', '@@ -1 +1 @@\n-\u001b[31mred\u001b[m\n+plain\n')
    const { model, wasColoured } = await read(encoder.encode(content))
    expect(wasColoured).toBe(false)
    expect(model.text(1)).toBe('\u001b[31mred\u001b[m')
  })
})

test('any bytes are read to their end without a complaint', () => {
  assert(
    property(array(integer({ min: 0, max: 255 }), { maxLength: 400 }), (numbers) => {
      const model = scanned(Uint8Array.from(numbers))
      for (const text of rowTexts(model)) expect(text.length).toBeGreaterThan(0)
    }),
  )
})
