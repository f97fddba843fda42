import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { type ArtifactStore } from '../artifact-store.ts'
import { applyImport } from '../import/apply-import.ts'
import { planImport } from '../import/plan-import.ts'
import { finish, makeFolder, openTestStore, readText } from '../test-store.ts'
import { exportZip } from './export-zip.ts'
import { writeManifest } from './manifest.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let other: ArtifactStore
const archive = () => join(folder.path, 'export.zip')
beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: join(folder.path, 'a') })
  other = await openTestStore({ root: join(folder.path, 'b') })
})
afterEach(async () => {
  await store.close()
  await other.close()
  await folder.remove()
})

const exportAll = (filter = {}) => finish(exportZip(store, filter, (zip) => pipeline(zip, createWriteStream(archive()))))
const importArchive = async (into = other, path = archive()) => finish(applyImport(into, await planImport(into, path)))
const records = async (from: ArtifactStore) =>
  (await from.list({ limit: 1000 })).artifacts
    .map(({ record: { uri: _u, size: _s, encoding: _e, compressed: _c, ...record } }) => record)
    .toSorted((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1))

const fill = async () => {
  const big = 'line of text\n'.repeat(500_000)
  await store.upload(Buffer.from(big), { specName: 'a/b', taskId: 'ü', type: 'log', tags: ['t'], metadata: { agent: 'x' } })
  await store.upload(Buffer.from('1'), { specName: 's', taskId: '1', type: 'file', name: 'a' })
  await store.upload(Buffer.from('2'), { specName: 's', taskId: '1', type: 'file', name: 'a/b' })
  await store.upload(Buffer.from('3'), { specName: 's', taskId: '1', type: 'diff' })
  await store.upload(Buffer.from(''), { specName: 's', taskId: '1', type: 'diff' })
}

test('[S15] what is exported and imported is the same, with versions, tags, dates and metadata', async () => {
  await fill()
  expect(await exportAll()).toMatchObject({ exported: 5, damaged: [] })
  expect(await importArchive()).toMatchObject({ added: 5, unchanged: 0, failed: [], skipped: [] })
  expect(await records(other)).toEqual(await records(store))
  expect(await importArchive()).toMatchObject({ added: 0, unchanged: 5 })
})

test('[S15] an unpacked export is a store, and its checksums hold', async () => {
  await fill()
  await exportAll()
  const unpacked = join(folder.path, 'unpacked')
  execFileSync('python3', ['-m', 'zipfile', '-e', archive(), unpacked])
  const checked = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: unpacked, encoding: 'utf8' })
  expect(checked.match(/: OK/g)).toHaveLength(5)
  const manifest = await Array.fromAsync(writeManifest(store, {}))
  expect(await readFile(join(unpacked, 'SHA256SUMS'), 'utf8')).toBe(manifest.join(''))
  const third = await openTestStore({ root: unpacked })
  expect(await records(third)).toEqual(await records(store))
  for (const { record } of (await third.list()).artifacts) await readText(await third.download(record.uri))
  await third.close()
})

test('[S15] a damaged artifact is named in the summary, never dropped silently', async () => {
  await fill()
  const path = join(folder.path, 'a/s/1/diff.txt')
  await writeFile(path, 'other')
  const { exported, damaged } = await exportAll()
  expect([exported, damaged.map(({ uri }) => uri)]).toEqual([4, [`${store.uri}/s/1/diff.txt`]])
  const unpacked = join(folder.path, 'unpacked')
  execFileSync('python3', ['-m', 'zipfile', '-e', archive(), unpacked])
  expect(JSON.parse(await readFile(join(unpacked, 'export_summary.json'), 'utf8')).damaged).toHaveLength(1)
})

test('[S15] a store’s folder imports like its export, compressed or not', async () => {
  await fill()
  await rm(join(folder.path, 'a/s/1/files/a'))
  const summary = await importArchive(other, join(folder.path, 'a'))
  expect(summary).toMatchObject({ added: 4, failed: [] })
  expect(summary.skipped.map(({ reason }) => reason)).toContain('its record is there, its content is not')
})

test('[S15] a version that is taken here joins as the next one, and only once', async () => {
  await fill()
  await exportAll()
  await other.upload(Buffer.from('mine'), { specName: 's', taskId: '1', type: 'diff' })
  expect(await importArchive()).toMatchObject({ added: 5 })
  expect(
    (await other.list({ filter: { name: 'diff' }, sort: 'created' })).artifacts
      .map(({ record }) => record.version)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3])
  expect(await importArchive()).toMatchObject({ added: 0, unchanged: 5 })
})

test('[S15] an export that is cancelled, or that nobody asks for more of, ends the writing of its archive', async () => {
  for (const name of ['a', 'b', 'c']) await store.upload(Buffer.from(name), { specName: 's', taskId: '1', type: 'log', name })
  const begin = async (signal?: AbortSignal) => {
    let writing: Promise<void> = Promise.resolve()
    const steps = exportZip(store, {}, (zip) => (writing = pipeline(zip, createWriteStream(archive()))), { signal })
    expect((await steps.next()).done).toBe(false)
    return { steps, ended: writing }
  }
  const cancel = new AbortController()
  const cancelled = await begin(cancel.signal)
  cancel.abort()
  await expect(cancelled.steps.next()).rejects.toThrow('aborted')
  await expect(cancelled.ended).rejects.toThrow('aborted')
  const left = await begin()
  await left.steps.return({ exported: 0, sizeBytes: 0, damaged: [] })
  await expect(left.ended).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
})

test('[S15] an export of nothing says so', async () => {
  await expect(exportAll({ specName: 'none' })).rejects.toMatchObject({ code: 'artifact.not-found' })
})

test('[S2] a hostile archive reaches nothing outside the store', async () => {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('good'), 's/1/good.txt')
  zip.addBuffer(Buffer.from('dots'), 's/1/..xx.txt')
  zip.end()
  // The library refuses to write such names, so they are put into its bytes.
  const bytes = Buffer.from((await buffer(zip.outputStream)).toString('latin1').replaceAll('s/1/..xx.txt', '../../../xxx'), 'latin1')
  await writeFile(archive(), bytes)
  await expect(importArchive()).rejects.toMatchObject({
    code: 'path.unreadable',
    details: { reason: expect.stringContaining('../../../xxx') },
  })
  expect((await other.list()).artifacts).toEqual([])
})

test('[S15] an entry that holds more than it claims is refused, and the others land', async () => {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('good'), 's/1/good.txt')
  zip.addBuffer(Buffer.alloc(5_000_000), 's/1/zeros.bin')
  zip.end()
  const bytes = await buffer(zip.outputStream)
  const claim = Buffer.alloc(4)
  claim.writeUInt32LE(5_000_000)
  for (let at = bytes.indexOf(claim); at >= 0; at = bytes.indexOf(claim, at + 1)) bytes.writeUInt32LE(1000, at)
  await writeFile(archive(), bytes)
  const summary = await importArchive()
  expect(summary.added).toBe(1)
  expect(summary.skipped).toMatchObject([{ path: `${archive()}!s/1/zeros.bin`, reason: expect.stringContaining('too many bytes') }])
})

test('[S15] what is no archive, or half of one, is named', async () => {
  await writeFile(archive(), 'not a zip')
  await expect(planImport(other, archive())).rejects.toMatchObject({ code: 'path.unreadable' })
  await fill()
  await exportAll()
  await writeFile(archive(), (await readFile(archive())).subarray(0, -100))
  await expect(planImport(other, archive())).rejects.toMatchObject({ code: 'path.unreadable' })
  await expect(planImport(other, join(folder.path, 'nowhere'))).rejects.toMatchObject({ code: 'path.unreadable' })
})

test('[S15] a plain folder in an archive imports by its levels', async () => {
  await mkdir(join(folder.path, 'tree/spec/task/src'), { recursive: true })
  await writeFile(join(folder.path, 'tree/spec/task/a.log'), 'x')
  await writeFile(join(folder.path, 'tree/top.txt'), 'x')
  execFileSync('python3', ['-m', 'zipfile', '-c', archive(), 'spec', 'top.txt'], { cwd: join(folder.path, 'tree') })
  const summary = await importArchive()
  expect(summary).toMatchObject({ added: 1 })
  expect(summary.skipped).toMatchObject([{ reason: 'it is not in a <spec>/<task> folder' }])
})
