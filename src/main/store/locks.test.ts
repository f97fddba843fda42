import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOwner, type Owner } from '../process-owner.ts'
import { openLockFile } from './catalog/lock-table.ts'
import { type LockOptions, openLocks } from './locks.ts'

let file: ReturnType<typeof openLockFile>
let settled: string[]
beforeEach(() => {
  file = openLockFile(':memory:')
  settled = []
})
afterEach(() => file.close())

const table: LockOptions['table'] = {
  tryLock: async (name, owner) => file.tryLock(name, owner),
  unlock: async (name, owner) => file.unlock(name, owner),
  disown: async (name, owner) => file.disown(name, owner),
  beat: async (owner) => file.beat(owner),
}
const open = (options: Partial<LockOptions> = {}) =>
  openLocks({ table, owner: createOwner(), waitMs: 0, settle: async (name) => void settled.push(name), ...options })
const dead: Owner = createOwner().replace(/~\d+~/, `~${2 ** 22 + 1}~`)

test('[S6] a lock of a dead process is taken over, and what it left is settled first', async () => {
  file.tryLock('task', dead)
  const order: string[] = []
  const locks = open({ settle: async (name) => void order.push(`settle ${name}`) })
  await locks.withLock('task', async () => void order.push('work'))
  await locks.withLock('task', async () => void order.push('work again'))
  expect(order).toEqual(['settle task', 'work', 'work again'])
})

test('[S6] a lock of a living process is waited for, then named', async () => {
  const [ours, theirs] = [open(), open()]
  await theirs.withLock('task', async () => {
    await expect(ours.withLock('task', async () => undefined)).rejects.toMatchObject({ code: 'store.locked', details: { lock: 'task' } })
    expect(await ours.tryWithLock('task', async () => undefined)).toBe(false)
  })
  expect(await ours.tryWithLock('task', async () => undefined)).toBe(true)
})

test('[S6] what was left unsettled is settled by the next holder, whoever it is', async () => {
  const [ours, theirs] = [open(), open()]
  await ours.withLock('task', async () => ours.leaveUnsettled('task'))
  await theirs.withLock('task', async () => undefined)
  expect(settled).toEqual(['task'])
})

test('[S6] what cannot be settled keeps being tried', async () => {
  file.tryLock('task', dead)
  const failing = open({
    settle: async (name) => {
      failing.leaveUnsettled(name)
      throw new Error('not now')
    },
  })
  for (const _ of [1, 2]) await expect(failing.withLock('task', async () => undefined)).rejects.toThrow('not now')
  await open().withLock('task', async () => undefined)
  expect(settled).toEqual(['task'])
})

test('[S6] a lock that could not be given back does not fail the work, and is given back later', async () => {
  let isBroken = true
  const unlock: LockOptions['table']['unlock'] = async (name, owner) => {
    if (isBroken) throw new Error('the disk is full')
    file.unlock(name, owner)
  }
  const locks = open({ table: { ...table, unlock } })
  expect(await locks.withLock('task', async () => 'done')).toBe('done')
  isBroken = false
  const others = open({ waitMs: 10_000 })
  expect(await others.withLock('task', async () => 'theirs')).toBe('theirs')
  await locks.close()
})

test('[S6] closing waits for what runs under a lock', async () => {
  const locks = open()
  const order: string[] = []
  const work = locks.withLock('task', async () => {
    await sleep(20)
    order.push('worked')
  })
  await locks.close()
  order.push('closed')
  await work
  expect(order).toEqual(['worked', 'closed'])
})
