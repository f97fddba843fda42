import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeBackend } from './battery.ts'
import { openFilesystemBackend } from './filesystem.ts'
import { openBackend } from './index.ts'

const makeRoot = () => mkdtemp(join(tmpdir(), 'vitrine-backend-'))

describeBackend('filesystem', { conditionalWrites: false }, async () => {
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

test('[S2] nothing is made, listed or copied through a symbolic link', async () => {
  const outside = await makeRoot()
  await writeFile(join(outside, 'secret'), 'secret')
  await mkdir(join(root, 's/1'), { recursive: true })
  await symlink(outside, join(root, 'spec'))
  await symlink(join(outside, 'gone'), join(root, 's/dangling'))
  await symlink(join(outside, 'secret'), join(root, 's/1/link'))
  await mkdir(join(outside, 'tmp'))
  await writeFile(join(outside, 'tmp/stage'), 'x')
  await symlink(outside, join(root, '.vitrine'))
  const backend = await openFilesystemBackend(root, { create: false })
  const refused = { code: 'name.invalid' }
  for (const key of ['spec/task/x', 'spec/deep/er/x', 's/dangling/x', 's/1/y']) {
    // The last is refused for its stage, which `.vitrine` would lead outside.
    await expect(backend.upload(key, Buffer.from('x')), key).rejects.toMatchObject(refused)
  }
  expect(await Array.fromAsync(backend.list('spec/'))).toEqual([])
  expect(await Array.fromAsync(backend.listStages())).toEqual([])
  await rm(join(root, '.vitrine'))
  await expect(backend.copy('s/1/link', 's/1/copy')).rejects.toMatchObject({ code: 'artifact.not-found' })
  await expect(backend.upload('s/dangling/x', Buffer.from('x'))).rejects.toMatchObject({ code: 'store.unreachable' })
  expect(await readdir(outside, { recursive: true })).toEqual(['secret', 'tmp', 'tmp/stage'])
  await rm(outside, { recursive: true })
})

test('[S2] a key is taken as it is: no segment of it means another folder', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  await backend.upload('a/1/content', Buffer.from('x'))
  for (const key of ['b/../a/1/content', 'a/./1/content', 'a//1/content', '/a/1/content', 'a/1/content/', 'a/1/\0'])
    await expect(backend.delete(key), key).rejects.toMatchObject({ code: 'name.invalid' })
  expect(await backend.exists('a/1/content')).toBe(true)
})

test('what no disk can name is not there, and cannot be put there', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  const key = `s/1/${'x'.repeat(10_000)}`
  expect([await backend.exists(key), await backend.stat(key), await backend.read(key)]).toEqual([false, undefined, undefined])
  await backend.delete(key)
  await expect(backend.download(key)).rejects.toMatchObject({ code: 'artifact.not-found' })
  await expect(backend.upload(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'store.unreachable' })
})

test('a root is opened again by the URI that it gives, whatever is in its name', async () => {
  for (const name of ['plain', '50% off', 'a%20b', 'x#y?z', 'x#y%20z']) {
    const { rootUri } = await openFilesystemBackend(join(root, name), { create: true })
    expect((await openBackend(rootUri, { create: false })).capabilities.localPath).toBe(join(root, name))
  }
  await mkdir(join(root, 'c d#e'))
  expect((await openBackend(`file://${root}/c%20d%23e`, { create: false })).rootUri).toBe(`file://${root}/c d#e`)
  await expect(openBackend('file://elsewhere/folder', { create: false })).rejects.toMatchObject({ code: 'request.invalid' })
})

test('a copy that cannot take its place leaves nothing behind', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  await backend.upload('s/1/x', Buffer.from('x'))
  await mkdir(join(root, 's/1/taken/inside'), { recursive: true })
  await expect(backend.copy('s/1/x', 's/1/taken')).rejects.toMatchObject({ code: 'store.unreachable' })
  expect(await readdir(join(root, '.vitrine/tmp'))).toEqual([])
})

test('[S5] small bytes are nowhere before they have their place, and are there whole afterwards', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  const put = async (content: string, key: string, inPlace: boolean) => {
    const stage = await backend.stage(`stage of ${content}`)
    for (const piece of content) await stage.write(Buffer.from(piece))
    expect(await stage.finish()).toBe(content.length)
    await stage.commit(key, { inPlace })
    await stage.discard()
  }
  await put('new', 's/1/new', true)
  expect(await readdir(root, { recursive: true })).toEqual(['s', 's/1', 's/1/new'])
  // Somebody else was quicker; and what is known to be there.
  await put('newer', 's/1/new', true)
  expect(await readFile(join(root, 's/1/new'), 'utf8')).toBe('newer')
  await put('newest', 's/1/new', false)
  expect(await readFile(join(root, 's/1/new'), 'utf8')).toBe('newest')
  expect(await readdir(join(root, '.vitrine/tmp'))).toEqual([])
})

test('[S5] a folder that several need at once is there for all of them', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  const keys = Array.from({ length: 20 }, (_, index) => `s/1/files/deep/${index}`)
  const put = async (key: string) => {
    const stage = await backend.stage(key.replaceAll('/', '-'))
    await stage.write(Buffer.from(key))
    await stage.finish()
    await stage.commit(key, { inPlace: true })
  }
  await Promise.all(keys.map(put))
  for (const key of keys) expect(await readFile(join(root, key), 'utf8')).toBe(key)
})

test('what breaks while an object is read is told in words of ours', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  await mkdir(join(root, 's/1/folder'), { recursive: true })
  const reading = Array.fromAsync(await backend.download('s/1/folder'))
  await expect(reading).rejects.toMatchObject({ code: 'store.unreachable', details: { uri: join(root, 's/1/folder') } })
})

test('[S5] what is flushed may have taken its folder with it', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  await backend.upload('s/1/files/deep/a', Buffer.from('x'))
  await backend.delete('s/1/files/deep/a')
  await backend.flush(['s/1/files/deep/a'])
  await rm(root, { recursive: true })
  await expect(backend.flush(['s/1/files/deep/a'])).rejects.toMatchObject({ code: 'store.unreachable' })
})

test('deep folders go with the last object in them, those of tasks stay', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  for (const key of ['s/1/files/a', 's/1/files/b', 's/2/x']) await backend.upload(key, Buffer.from('x'))
  await backend.delete('s/1/files/a')
  expect(await readdir(join(root, 's/1'))).toEqual(['files'])
  await backend.move('s/1/files/b', 's/3/y')
  await backend.delete('s/2/x')
  expect(await readdir(join(root, 's/1'))).toEqual([])
  expect((await readdir(join(root, 's'))).toSorted()).toEqual(['1', '2', '3'])
})

test('a root that went away is unreachable, not empty', async () => {
  const backend = await openFilesystemBackend(root, { create: false })
  await backend.upload('s/1/x', Buffer.from('x'))
  await rm(root, { recursive: true })
  const unreachable = { code: 'store.unreachable' }
  await expect(backend.download('s/1/x')).rejects.toMatchObject(unreachable)
  await expect(backend.upload('s/1/x', Buffer.from('x'))).rejects.toMatchObject(unreachable)
})

test('a root behind a symbolic link is opened under its own name', async () => {
  await mkdir(join(root, 'real'))
  await symlink(join(root, 'real'), join(root, 'link'))
  const backend = await openFilesystemBackend(join(root, 'link'), { create: false })
  await backend.upload('a/b/c', Buffer.from('x'))
  expect(backend.rootUri).toBe(`file://${root}/link`)
  expect(await readFile(join(root, 'real/a/b/c'), 'utf8')).toBe('x')
})
