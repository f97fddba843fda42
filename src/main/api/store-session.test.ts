import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeFolder } from '../store/test-store.ts'
import { openStoreSession, type StoreSession } from './store-session.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let session: StoreSession
beforeEach(async () => {
  folder = await makeFolder()
  process.env['VITRINE_HOME'] = join(folder.path, 'home')
  session = await openStoreSession(join(folder.path, 'first'), {})
})
afterEach(async () => {
  await session.close()
  await folder.remove()
})
const choose = (name: string) => ({ uri: join(folder.path, name) })

test('of stores that are chosen at the same time the last one stays open, and all others are closed', async () => {
  const first = session.store()
  const left: string[] = []
  const leave = async () => void left.push(session.uri())
  const [second, third] = await Promise.all([session.open(choose('second'), leave), session.open(choose('third'), leave)])
  expect(session.store()).toBe(third)
  expect(left).toEqual([second.uri, third.uri])
  for (const closed of [first, second]) await expect(closed.info()).rejects.toThrow(/not open|closed/)
  expect(await third.info()).toMatchObject({ artifacts: 0 })
})

test('a store that cannot be left in order is closed all the same, and windows hear of the new one', async () => {
  const first = session.store()
  const stop = new AbortController()
  const changes = session.changes(stop.signal)
  const heard = changes.next()
  const opening = session.open(choose('second'), () => Promise.reject(new Error('a workspace could not be saved')))
  await expect(opening).rejects.toThrow('a workspace could not be saved')
  await expect(first.info()).rejects.toThrow(/not open|closed/)
  expect((await heard).value).toContainEqual(expect.objectContaining({ verb: 'open', uri: session.uri() }))
  stop.abort()
  expect((await session.open(choose('third'), async () => undefined)).uri).toBe(session.uri())
})

test('a store that cannot be opened leaves the one that is open', async () => {
  const first = session.store()
  await expect(session.open({ uri: 'file://elsewhere/store' }, async () => undefined)).rejects.toMatchObject({ code: 'request.invalid' })
  expect(session.store()).toBe(first)
  expect(await first.info()).toMatchObject({ artifacts: 0 })
})

test('what others changed is looked for when the first questions of a window are answered', async () => {
  expect(session.sync.state()).toEqual({ state: 'none' })
  await session.store().info()
  expect(session.sync.state()).toEqual({ state: 'none' })
  await vi.waitFor(() => expect(session.sync.state()).toMatchObject({ state: 'synced' }), { timeout: 10_000 })
})

test('what was found out of a store is not said of the next one', async () => {
  await vi.waitFor(() => expect(session.sync.state()).toMatchObject({ state: 'synced' }), { timeout: 10_000 })
  await session.open(choose('second'), async () => undefined)
  expect(session.sync.state()).toEqual({ state: 'none' })
})

test('a store that was closed is not looked through', async () => {
  await session.close()
  vi.useFakeTimers()
  try {
    const reopened = await openStoreSession(join(folder.path, 'first'), {})
    await reopened.close()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reopened.sync.state()).toEqual({ state: 'none' })
  } finally {
    vi.useRealTimers()
  }
})
