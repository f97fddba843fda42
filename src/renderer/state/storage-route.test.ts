import { expect, it } from 'vitest'
import { formatRoute, outOf, parseRoute } from './route.ts'
import { type StorageDestination } from './storage-route.ts'

const policy = {
  days: { diff: 30, log: 0.5, test: 0, file: 365 },
  keep: { pinned: true, newest: 2, unreviewed: false, tags: ['a,b', 'ü'] },
}
const bare = { days: policy.days, keep: { pinned: false, newest: 0, unreviewed: false, tags: [] } }
const places: StorageDestination[] = [
  { at: 'storage' },
  { at: 'storage', specName: 'a/b', taskId: '1.2 ?&' },
  { at: 'cleanup' },
  { at: 'cleanup', policy, list: 'kept', text: 'x y', excludedUris: ['file:///a', 'file:///b%20c'] },
  { at: 'cleanup', policy: bare, list: 'soon' },
  { at: 'trash', text: 'log' },
  { at: 'verify', specName: 's' },
  { at: 'activity', planId: 'p-1' },
]

it.each(places)('every place of the storage room has an address: %j', (to) => {
  const route = { to, filter: 'tree' }
  const address = new URL(formatRoute(route), 'http://x')
  expect(parseRoute(address)).toEqual(route)
})

it('a policy that no form can have written is the store’s own', () => {
  for (const query of ['days=1,2,3', 'days=1,2,3,-4&keep=1', 'days=1,2,3,x&keep=1', 'days=1,2,3,4&keep=many'])
    expect(parseRoute(new URL(`http://x/storage/cleanup?${query}`)).to).toEqual({ at: 'cleanup' })
})

it('out of a part of the room leads to the room, and out of the room to the specs', () => {
  expect(outOf({ at: 'trash' })).toEqual({ at: 'storage' })
  expect(outOf({ at: 'storage', specName: 's', taskId: 't' })).toEqual({ at: 'storage', specName: 's' })
  expect(outOf({ at: 'activity', planId: 'p' })).toEqual({ at: 'activity' })
  expect(outOf({ at: 'storage' })).toEqual({ at: 'home' })
})
