import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createOwner, describeOwner, isAlive } from './process-owner.ts'

test('an owner is known to live while its process does', () => {
  expect(isAlive(createOwner())).toBe(true)
  expect(isAlive(createOwner('worldwide'))).toBe(true)
})

test('a process that got the number of a dead one is another', () => {
  const [host, pid] = createOwner().split('~')
  expect(isAlive(`${host}~${pid}~1~abcdef12`)).toBe(process.platform === 'linux' ? false : undefined)
})

test('of a process on another machine nobody can say whether it lives, whatever its name is', () => {
  expect(isAlive('elsewhere~1~1~abcdef12')).toBeUndefined()
  const [host, pid, start, random] = createOwner('worldwide').split('~')
  const twin = `${host?.replace(/\.[0-9a-f]+$/, '.0123456789ab')}~${pid}~${start}~${random}`
  expect(isAlive(twin)).toBeUndefined()
})

test('owners are never the same twice', () => {
  expect(createOwner('worldwide')).not.toBe(createOwner('worldwide'))
  expect(describeOwner(createOwner())).toContain(`process ${process.pid} on `)
})

test.runIf(process.platform === 'linux')('[S6] a process that was killed is dead, also while nobody has asked how it ended', async () => {
  // The shell becomes a program that never asks.
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    const [host, , , random] = createOwner().split('~')
    const owner = [host, pid, '', random].join('~')
    expect(isAlive(owner)).toBe(true)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => isAlive(owner)).toBe(false)
    expect(readFileSync(`/proc/${pid}/stat`, 'latin1')).toContain(') Z ')
  } finally {
    parent.kill('SIGKILL')
  }
})

const endsItsMainThread = `
import ctypes, platform, threading, time
threading.Thread(target=lambda: time.sleep(60), daemon=True).start()
print(1, flush=True)
ctypes.CDLL(None).syscall({'x86_64': 60, 'aarch64': 93}[platform.machine()], 0)
`

test.runIf(process.platform === 'linux')(
  '[S5] a process lives as long as one of its threads: what that has begun still takes effect',
  async () => {
    const child = spawn('python3', ['-c', endsItsMainThread], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    try {
      await once(child.stdout, 'data')
      const [host, , , random] = createOwner().split('~')
      const owner = [host, child.pid, '', random].join('~')
      await expect.poll(() => readFileSync(`/proc/${child.pid}/stat`, 'latin1')).toContain(') Z ')
      expect(isAlive(owner)).toBe(true)
      child.kill('SIGKILL')
      await ended
      expect(isAlive(owner)).toBe(false)
    } finally {
      child.kill('SIGKILL')
    }
  },
)
