import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeBackend } from './battery.ts'
import { openFilesystemBackend } from './filesystem.ts'

const makeRoot = () => mkdtemp(join(tmpdir(), 'vitrine-backend-'))

describeBackend('filesystem', async () => {
  const root = await makeRoot()
  return { backend: await openFilesystemBackend(root, { create: false }), dispose: () => rm(root, { recursive: true }) }
})

let root: string
beforeEach(async () => {
  root = await makeRoot()
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('a root that is absent is made, or named when it must exist', async () => {
  await expect(openFilesystemBackend(join(root, 'no'), { create: false })).rejects.toMatchObject({
    code: 'store.unreachable',
    details: { reason: 'there is no such folder' },
  })
  const backend = await openFilesystemBackend(join(root, 'a/b'), { create: true })
  expect(backend.rootUri).toBe(`file://${root}/a/b`)
})

test('a root that is a file is named as one', async () => {
  await writeFile(join(root, 'file'), 'x')
  for (const create of [true, false]) {
    await expect(openFilesystemBackend(join(root, 'file'), { create })).rejects.toMatchObject({
      code: 'store.unreachable',
      details: { reason: 'it is a file, not a folder' },
    })
    await expect(openFilesystemBackend(join(root, 'file/below'), { create })).rejects.toMatchObject({ code: 'store.unreachable' })
  }
})

test('[S2] keys and symbolic links never lead out of the root', async () => {
  const outside = await makeRoot()
  await writeFile(join(outside, 'secret'), 'secret')
  await mkdir(join(root, 's/1'), { recursive: true })
  await symlink(outside, join(root, 's/link'))
  await symlink(join(outside, 'secret'), join(root, 's/1/file'))
  const backend = await openFilesystemBackend(root, { create: false })
  const refused = { code: 'name.invalid' }
  for (const key of ['../x', 's/../../x', '', '.']) await expect(backend.upload(key, Buffer.from('x'))).rejects.toMatchObject(refused)
  await expect(backend.download('s/link/secret')).rejects.toMatchObject(refused)
  await expect(backend.upload('s/link/new', Buffer.from('x'))).rejects.toMatchObject(refused)
  await expect(backend.delete('s/link/secret')).rejects.toMatchObject(refused)
  await expect(
    (async () => {
      for await (const chunk of await backend.download('s/1/file')) void chunk
    })(),
  ).rejects.toMatchObject(refused)
  const listed: string[] = []
  for await (const { key } of backend.list('')) listed.push(key)
  expect(listed).toEqual([])
  expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret')
  await rm(outside, { recursive: true })
})

test('a root behind a symbolic link is opened under its own name', async () => {
  await mkdir(join(root, 'real'))
  await symlink(join(root, 'real'), join(root, 'link'))
  const backend = await openFilesystemBackend(join(root, 'link'), { create: false })
  await backend.upload('a/b/c', Buffer.from('x'))
  expect(backend.rootUri).toBe(`file://${root}/link`)
  expect(await readFile(join(root, 'real/a/b/c'), 'utf8')).toBe('x')
})
