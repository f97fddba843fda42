import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ArtifactType } from '../../shared/artifact.ts'
import { guessMimeType, recogniseContent, recogniseType } from './recognise.ts'

const diff = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const noise = (bytes: number) => createHash('shake256', { outputLength: bytes }).digest('hex')
const junit = '<?xml version="1.0"?>\n<!-- made by x -->\n<testsuites><testsuite/></testsuites>'

describe('the type of an artifact', () => {
  it.each([
    ['patch.diff', diff, 'diff'],
    ['patch.diff', '# No patch generated', 'diff'],
    ['changes.txt', diff, 'diff'],
    ['text.diff', diff.replace('+b', '+b\u0000\u0001'), 'diff'],
    ['text.bin', diff.replace('+b', '+b\u0000\u0001'), 'file'],
    ['a.patch', '\u0000\u0001 no diff', 'file'],
    [
      '0001-fix.txt',
      `From 1234567890 Mon Sep 17 00:00:00 2001\nFrom: A <a@b.c>\nSubject: [PATCH] fix\n\n---\n x | 2 +-\n\n${diff}`,
      'diff',
    ],
    ['out.txt', `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`, 'diff'],
    ['out.txt', '*** a/x\n--- b/x\n***************\n*** 1 ****\n! a\n--- 1 ----\n! b\n', 'diff'],
    ['notes.md', `Apply this:\n\n\`\`\`\n${diff}\`\`\`\n`, 'file'],
    ['reply.txt', `Dear all,\nI suggest this change, which I have tried.\nIt works for me.\nBest,\nA.\n\n${diff}`, 'file'],
    ['eval.log', 'anything', 'log'],
    ['test_output.txt', '+ pytest\n', 'log'],
    ['run_instance.log', diff, 'log'],
    ['stdout.txt', '', 'log'],
    ['x.txt', '2026-01-01 12:00:00 INFO a\n2026-01-01 12:00:01 INFO b\n', 'log'],
    ['x.txt', 'Once upon a time\nthere was a file.\n', 'file'],
    ['report.json', '{"django__django-1": {"patch_exists": true, "tests_status": {}}}', 'test'],
    ['result.json', '{"model_patch": "diff --git a/x b/x", "instance_id": "x"}', 'file'],
    ['test-result.json', '{"success": true, "test_results": [', 'test'],
    ['test-result.json', '{"broken', 'test'],
    ['metrics.json', '{"resolved": 3}', 'file'],
    ['trajectory.json', '[{"role": "user", "content": "FAILED"}]', 'file'],
    ['anything', junit, 'test'],
    ['results', 'TAP version 14\n1..1\nok 1\n', 'test'],
    ['events.jsonl', '{"Action":"run","Package":"p","Test":"T"}\n', 'test'],
    ['page.html', '<html></html>', 'file'],
    ['main.py', 'import x\n', 'file'],
    ['data.xml', '<data/>', 'file'],
    ['empty', '', 'file'],
  ] as const)('%s is told by name and content (%#)', (name, text, type) => {
    expect(recogniseType(name, Buffer.from(text))).toBe(type)
  })

  it('of binary content is file, whatever the name', () => {
    for (const name of ['shot.png', 'build.log', 'patch.diff', 'report.json']) expect(recogniseType(name, png)).toBe('file')
  })

  it('is told of UTF-16, too', () => {
    expect(recogniseType('x', Buffer.from(`\uFEFF${junit}`, 'utf16le'))).toBe('test')
    expect(recogniseType('x.txt', Buffer.from(`\uFEFF${diff}`, 'utf16le'))).toBe('diff')
  })

  it('is told of a report that is longer than its beginning', () => {
    const start = '{"numTotalTests": 2, "openHandles": [], "testResults": [{"message": "'
    expect(recogniseType('x.json', Buffer.from(start + 'x'.repeat(70_000)).subarray(0, 65_536))).toBe('test')
  })
})

describe('the type of compressed content', () => {
  const log = Buffer.from('2026-11-21 10:00:00 INFO start\n2026-11-21 10:00:01 ERROR no\n')
  it.each<[name: string, content: Uint8Array, type: ArtifactType]>([
    ['x.diff.gz', Buffer.from(diff), 'diff'],
    ['without.an.ending', Buffer.from(diff), 'diff'],
    ['run.log.zst', log, 'log'],
    ['output', log, 'log'],
    ['junit.xml.gz', Buffer.from('<testsuite tests="1"><testcase name="a"/></testsuite>'), 'test'],
    ['notes.md.gz', log, 'file'],
    ['sources.tar.gz', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(250)]), 'file'],
    ['picture.png.gz', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'file'],
    ['build.log.gz', Buffer.from(''), 'log'],
  ])('of %s is that of what it holds', async (name, content, type) => {
    expect(await recogniseContent(name, gzipSync(content))).toBe(type)
    expect(await recogniseContent(name, zstdCompressSync(content))).toBe(type)
  })

  it('is told by its first bytes alone, and by its name where they tell nothing yet', async () => {
    const long = gzipSync(diff + noise(100_000))
    expect(await recogniseContent('x.gz', long.subarray(0, 65_536))).toBe('diff')
    expect(await recogniseContent('x.log.zst', zstdCompressSync(noise(50_000)).subarray(0, 500))).toBe('log')
  })
})

describe('the MIME type', () => {
  it.each([
    ['a.md', 'text', 'text/markdown'],
    ['a.json', '{}', 'application/json'],
    ['a.ts', 'const a = 1', 'text/x-typescript'],
    ['a.patch', diff, 'text/x-diff'],
    ['run.log', 'x', 'text/plain'],
    ['unknown', 'text', 'text/plain'],
    ['unknown', '<?xml version="1.0"?><a/>', 'application/xml'],
    ['picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['fake.png', 'no picture', 'text/plain'],
    ['movie.mp4', 'no film', 'text/plain'],
    ['GIF89a.txt', 'GIF89a is a format', 'text/plain'],
    ['a.json', '', 'application/json'],
    ['a.constructor', '', 'application/octet-stream'],
  ])('of %s with %s', (name, text, mimeType) => {
    expect(guessMimeType(name, Buffer.from(text))).toBe(mimeType)
  })

  it.each([
    ['a.txt', Buffer.from([0, 1, 2, 3, 255]), 'application/octet-stream'],
    ['a.txt', png, 'image/png'],
    ['a.png', Buffer.from([0, 1, 2, 3, 255]), 'application/octet-stream'],
    ['a.docx', Buffer.from('504b030414000600', 'hex'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.constructor', Buffer.from([0, 1, 2, 3, 255]), 'application/octet-stream'],
    ['a.zip', Buffer.from('504b030414000600', 'hex'), 'application/zip'],
    ['a.json', Buffer.from('1f8b0800000000000003', 'hex'), 'application/gzip'],
    ['latin.txt', Buffer.from('Gr\xfc\xdfe aus M\xfcnchen, wie es sich geh\xf6rt', 'latin1'), 'text/plain'],
    ['cut.txt', Buffer.from('ä'.repeat(10)).subarray(0, 19), 'text/plain'],
  ])('of %s goes by its bytes (%#)', (name, bytes, mimeType) => {
    expect(guessMimeType(name, bytes)).toBe(mimeType)
  })
})
