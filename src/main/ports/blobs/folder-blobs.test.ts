import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../../store/test-store.ts'
import { describeBlobs } from './blob-battery.ts'
import { blobName } from './blob-name.ts'
import { openFolderBlobs } from './folder-blobs.ts'

describeBlobs('folder', async () => {
  const folder = await makeFolder()
  const open = () => openFolderBlobs({ root: folder.path })
  return { port: await open(), reopen: open, dispose: folder.remove }
})

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

/** File names that agent_session_manager 0.8.0 made. */
const itsNames = [
  ['patch-abc123', 'patch-abc123_9f0c8521801e4b35'],
  ['patches/fix.diff', 'patches_fix_diff_8d56164cb4b78310'],
  ['日本語のキー', '___________________6c8d98c0e3d22650'],
  ['', '_e3b0c44298fc1c14'],
] as const

test('files are named as agent_session_manager names them, and hold raw bytes', async () => {
  const port = await openFolderBlobs({ root: folder.path })
  for (const [key, name] of itsNames) {
    expect(blobName(key)).toBe(name)
    await port.put(key, `of ${key}`)
    expect(await readFile(join(folder.path, name), 'utf8')).toBe(`of ${key}`)
  }
  const files = (await readdir(folder.path, { withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name).toSorted()).toEqual(itsNames.map(([, name]) => name).toSorted())
})

test('a folder that agent_session_manager wrote is read in place', async () => {
  await writeFile(join(folder.path, 'patch-abc123_9f0c8521801e4b35'), 'its patch')
  const port = await openFolderBlobs({ root: folder.path })
  expect(await port.get('patch-abc123')).toEqual({ ok: true, value: Buffer.from('its patch') })
})

test('a folder is made when it is absent, and none is an error', async () => {
  const port = await openFolderBlobs({ root: join(folder.path, 'deep/er') })
  expect((await port.put('k', 'v')).ok).toBe(true)
  for (const root of ['', undefined])
    await expect(openFolderBlobs({ root } as { root: string })).rejects.toMatchObject({
      code: 'request.invalid',
      details: { reason: 'root directory is required' },
    })
})

test('a key whose file cannot be written is a storage_error, and the others go on', async () => {
  const port = await openFolderBlobs({ root: folder.path })
  await mkdir(join(folder.path, blobName('k'), 'in the way'), { recursive: true })
  for (const result of [await port.put('k', 'v'), await port.get('k')])
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error' } })
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
  await port.put('l', 'w')
  expect(await port.get('l')).toEqual({ ok: true, value: Buffer.from('w') })
})

test('a folder that went away is a storage_error, and works again when it is back', async () => {
  const root = join(folder.path, 'root')
  const port = await openFolderBlobs({ root })
  await rm(root, { recursive: true })
  await writeFile(root, 'a file now')
  expect(await port.put('k', 'v')).toMatchObject({
    ok: false,
    error: { code: 'storage_error', message: expect.stringContaining('write artifact') },
  })
  await rm(root)
  await mkdir(root)
  expect((await port.put('k', 'v')).ok).toBe(true)
})

test('what a killed process left half-written is removed at the next opening', async () => {
  const port = await openFolderBlobs({ root: folder.path })
  await port.put('k', 'v')
  const temporary = join(folder.path, '.vitrine/tmp')
  // No process has this number: it is beyond what systems give out.
  const dead = `${hostname().replace(/[^\w.-]/g, '_')}~2147483646~1~deadbeef~1`
  await writeFile(join(temporary, dead), 'half')
  await openFolderBlobs({ root: folder.path })
  expect(await readdir(temporary)).toEqual([])
})
