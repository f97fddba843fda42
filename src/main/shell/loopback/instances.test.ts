import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOwner } from '../../process-owner.ts'
import { announceInstance, createInstanceKey, findInstance, runtimeDirectory, startAlone } from './instances.ts'
import { askForLink, instancePath } from './instance-call.ts'
import { openTestHost } from './loopback-fixture.ts'

let place: string
let directory: string
let store: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'vitrine-instances-'))
  directory = join(place, 'run')
  store = join(place, 'store')
  await mkdir(store)
})
afterEach(() => rm(place, { recursive: true }))

async function openInstance(storeUri: () => string = () => store) {
  const key = createInstanceKey()
  const { origin } = await openTestHost({}, {}, { key, storeUri })
  return { key, origin }
}

test('a start finds the one that shows its store, and gets a link that works', async () => {
  const { key, origin } = await openInstance()
  const withdraw = await announceInstance(origin, key, directory)
  const link = (await findInstance(store, directory)) ?? ''
  expect(new URL(link).origin).toBe(origin)
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
  await withdraw()
  expect(await findInstance(store, directory)).toBeUndefined()
})

test('a store is the same by whatever path it is reached', async () => {
  const { key, origin } = await openInstance(() => `file://${store}`)
  await announceInstance(origin, key, directory)
  await symlink(store, join(place, 'other-way'))
  expect(await findInstance(join(place, 'other-way'), directory)).toBeDefined()
})

test('what counts is the store that is shown now', async () => {
  let shown = store
  const { key, origin } = await openInstance(() => shown)
  await announceInstance(origin, key, directory)
  shown = 's3://bucket/runs'
  expect(await findInstance(store, directory)).toBeUndefined()
  expect(await findInstance('s3://bucket/runs/', directory)).toBeDefined()
})

test('the file is for nobody else to read, and what is not ours alone is not believed', async () => {
  const { key, origin } = await openInstance()
  await announceInstance(origin, key, directory)
  const [name = ''] = await readdir(directory)
  expect([(await stat(directory)).mode & 0o777, (await stat(join(directory, name))).mode & 0o777]).toEqual([0o700, 0o600])
  await chmod(join(directory, name), 0o644)
  expect(await findInstance(store, directory)).toBeUndefined()
})

test('files of the dead are passed over and removed; broken ones are passed over', async () => {
  const { key, origin } = await openInstance()
  await announceInstance(origin, key, directory)
  // The number of a process that runs, from before it was given to it.
  const dead = createOwner().replace(/~(\d+)~\d*~/, '~$1~1~')
  const options = { mode: 0o600 }
  await writeFile(join(directory, '!dead.json'), JSON.stringify({ owner: dead, origin, key }), options)
  await writeFile(join(directory, '!broken.json'), '{', options)
  await writeFile(join(directory, '!elsewhere.json'), JSON.stringify({ owner: createOwner(), origin: 'http://evil.test:80', key }), options)
  expect(await findInstance(store, directory)).toBeDefined()
  expect((await readdir(directory)).filter((name) => name.startsWith('!')).toSorted()).toEqual(['!broken.json', '!elsewhere.json'])
})

test('whoever has the port of one that is gone learns no key and is not believed', async () => {
  const heard: string[] = []
  const stranger = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(body)
      return response.end(JSON.stringify({ launchUrl: `http://${request.headers.host}/launch?token=x`, proof: JSON.parse(body).proof }))
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const address = stranger.address()
  const key = createInstanceKey()
  await announceInstance(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, key, directory)
  expect(await findInstance(store, directory)).toBeUndefined()
  expect(heard).toHaveLength(1)
  expect(heard.join()).not.toContain(key)
  stranger.close()
})

test.each(['', '{}', '{"nonce":"0123456789abcdef","storeUri":"STORE","proof":"x"}', 'x'.repeat(70_000)])(
  'nobody gets a link without the key (%#)',
  async (body) => {
    const { origin, key } = await openInstance()
    const answer = await fetch(`${origin}${instancePath}`, { method: 'POST', body: body.replace('STORE', store) })
    expect([401, 413]).toContain(answer.status)
    expect(await answer.text()).not.toContain('launch')
    expect(await askForLink(origin, `${key}x`, store)).toBeUndefined()
    expect(await askForLink(origin, key, store)).toBeDefined()
  },
)

test('lies in the folder that the system clears when the user leaves, else in the own one', () => {
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: '/run/user/1' }, '/home/a')).toBe(join('/run/user/1', 'vitrine'))
  expect(runtimeDirectory({}, '/home/a')).toBe(join('/home/a', '.vitrine', 'run'))
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: '/run/user/1', VITRINE_HOME: '/v' }, '/home/a')).toBe(join('/v', 'run'))
})

test('of starts at the same instant one looks and announces at a time, so that the others find it', async () => {
  const start = () =>
    startAlone(async () => {
      const before = await findInstance(store, directory)
      if (before !== undefined) return new URL(before).origin
      const { key, origin } = await openInstance()
      await announceInstance(origin, key, directory)
      return origin
    }, directory)
  const origins = await Promise.all([start(), start(), start(), start()])
  expect(new Set(origins).size).toBe(1)
  expect((await readdir(directory)).filter((name) => !name.endsWith('.json'))).toEqual([])
})

test('a start that was killed holds nobody up, and one that takes too long not for ever', async () => {
  await mkdir(directory)
  const holding = join(directory, '.starting')
  await writeFile(holding, createOwner().replace(/~(\d+)~\d*~/, '~$1~1~'))
  expect(await startAlone(async () => 'started', directory, 3_600_000)).toBe('started')
  await writeFile(holding, createOwner())
  expect(await startAlone(async () => 'started', directory, 50)).toBe('started')
})

test('where no file can be kept, a start goes on without', async () => {
  await writeFile(directory, 'no folder')
  expect(await startAlone(async () => 'started', directory)).toBe('started')
})

test('a start that fails lets the next one in', async () => {
  const failure = startAlone(async () => Promise.reject(new Error('port taken')), directory)
  await expect(failure).rejects.toThrow('port taken')
  expect(await readdir(directory)).toEqual([])
})
