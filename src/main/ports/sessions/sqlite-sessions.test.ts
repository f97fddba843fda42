import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder } from '../../store/test-store.ts'
import { valueOf } from '../port-result.ts'
import { sessionsPath } from './sessions-path.ts'
import { openSqliteSessions, type SqliteSessions } from './sqlite-sessions.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let path: string
let sessions: SqliteSessions
let clock = Date.parse('2026-11-21T08:00:00.000Z')
const open = (options = {}) => openSqliteSessions({ path, now: () => new Date(clock), ...options })
beforeEach(async () => {
  folder = await makeFolder()
  path = join(folder.path, '.vitrine/sessions.db')
  sessions = open()
})
afterEach(async () => {
  await sessions.close()
  await folder.remove()
})

describe('a session', () => {
  test('is started, told of, ended and shown', async () => {
    const words = { agent: 'claude', model: 'opus', specName: 'checkout', taskId: '1.1', metadata: { branch: 'x', tries: [1, 2] } }
    const started = valueOf(await sessions.startSession(words))
    expect(started).toMatchObject({ ...words, startedAt: '2026-11-21T08:00:00.000Z', endedAt: null, outcome: null, events: 0 })
    for (const [sequence, type] of ['read', 'write', 'test'].entries())
      expect(valueOf(await sessions.addEvent(started.sessionId, { type, data: { sequence } }))).toMatchObject({
        sequence: sequence + 1,
        type,
      })
    clock += 60_000
    const end = { outcome: 'completed', reason: 'all tests pass' } as const
    const ended = valueOf(await sessions.endSession(started.sessionId, end))
    await sessions.close()
    expect(valueOf(await open().getSession(started.sessionId))).toEqual(ended)
    expect(ended).toEqual({ ...started, ...end, endedAt: '2026-11-21T08:01:00.000Z', events: 3 })
    const events = valueOf(await sessions.listEvents(started.sessionId, { after: 1, limit: 1 }))
    expect(events).toEqual([{ sequence: 2, at: '2026-11-21T08:00:00.000Z', type: 'write', data: { sequence: 1 } }])
  })

  test('may be started and ended again with the same words, not with others', async () => {
    const words = { sessionId: 's-1', agent: 'a', startedAt: '2026-11-21T10:00:00+02:00' }
    const started = valueOf(await sessions.startSession(words))
    expect(started.startedAt).toBe('2026-11-21T08:00:00.000Z')
    expect(valueOf(await sessions.startSession({ sessionId: 's-1', agent: 'a' }))).toEqual(started)
    expect(await sessions.startSession({ ...words, agent: 'b' })).toMatchObject({ ok: false, error: { code: 'already_exists' } })
    const ended = valueOf(await sessions.endSession('s-1', { outcome: 'failed' }))
    clock += 1
    expect(valueOf(await sessions.endSession('s-1', { outcome: 'failed' }))).toEqual(ended)
    expect(await sessions.endSession('s-1', { outcome: 'completed' })).toMatchObject({ error: { code: 'already_exists' } })
    expect(valueOf(await sessions.addEvent('s-1', { type: 'late' })).sequence).toBe(1)
  })

  test('that is not known is not_found, and deleting it is success', async () => {
    const notFound = { ok: false, error: { code: 'not_found', details: { sessionId: 'none' } } }
    expect(await sessions.getSession('none')).toMatchObject(notFound)
    expect(await sessions.listEvents('none')).toMatchObject(notFound)
    expect((await sessions.deleteSession('none')).ok).toBe(true)
    // Asking made nothing.
    expect(await readdir(folder.path)).toEqual([])
    expect(await sessions.addEvent('none', { type: 't' })).toMatchObject(notFound)
    expect(await sessions.endSession('none', { outcome: 'failed' })).toMatchObject(notFound)
  })

  test('goes with its events, and only those', async () => {
    for (const sessionId of ['a', 'b']) {
      await sessions.startSession({ sessionId, agent: 'x' })
      await sessions.addEvent(sessionId, { type: sessionId })
    }
    expect((await sessions.deleteSession('a')).ok).toBe(true)
    expect(valueOf(await sessions.listSessions()).sessions.map(({ sessionId }) => sessionId)).toEqual(['b'])
    await sessions.startSession({ sessionId: 'a', agent: 'x' })
    expect(valueOf(await sessions.listEvents('a'))).toEqual([])
    expect(valueOf(await sessions.listEvents('b'))).toHaveLength(1)
  })

  test('that makes no sense is refused with the field that is wrong', async () => {
    // @ts-expect-error a caller without types
    expect(await sessions.startSession({})).toMatchObject({
      error: { code: 'validation_error', message: expect.stringContaining('agent') },
    })
    // @ts-expect-error a caller without types
    expect(await sessions.endSession('s', { outcome: 'great' })).toMatchObject({ error: { code: 'validation_error' } })
    expect(await sessions.startSession({ agent: 'a', startedAt: 'yesterday' })).toMatchObject({ error: { code: 'validation_error' } })
    expect(await sessions.listSessions({ cursor: 'rubbish' })).toMatchObject({ error: { code: 'validation_error' } })
  })
})

test('sessions are listed by agent, task and state, the latest first, page by page', async () => {
  for (let index = 0; index < 25; index++) {
    clock += 1000
    const sessionId = `s-${String(index).padStart(2, '0')}`
    await sessions.startSession({
      sessionId,
      agent: index % 2 === 0 ? 'even' : 'odd',
      specName: 'Gr\u00FC\u00DFe',
      taskId: String(index % 3),
    })
    if (index % 5 === 0) await sessions.endSession(sessionId, { outcome: 'cancelled' })
  }
  const ids = async (options: Parameters<typeof sessions.listSessions>[0]) => {
    const found: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = valueOf(await sessions.listSessions({ ...options, cursor, limit: 4 }))
      found.push(...page.sessions.map(({ sessionId }) => sessionId.slice(2)))
      if (page.nextCursor === null) return found
      cursor = page.nextCursor
    }
  }
  expect(await ids({})).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index).padStart(2, '0')))
  expect(await ids({ agent: 'odd', taskId: '1' })).toEqual(['19', '13', '07', '01'])
  expect(await ids({ specName: 'Gru\u0308\u00DFe', isRunning: false })).toEqual(['20', '15', '10', '05', '00'])
  expect(await ids({ isRunning: true, agent: 'even', taskId: '0' })).toEqual(['24', '18', '12', '06'])
})

describe('the file', () => {
  test('lies in the store however that is spelled, or with the user for a store in a bucket', async () => {
    const expected = join(await realpath(folder.path), '.vitrine', 'sessions.db')
    await symlink(folder.path, join(folder.path, 'link'))
    for (const store of [folder.path, `${folder.path}/`, `file://${folder.path}`, join(folder.path, 'link')])
      expect(sessionsPath(store)).toBe(expected)
    const remote = sessionsPath('s3://bucket/prefix')
    expect(remote).toMatch(/sessions[\\/][0-9a-f]{32}\.db$/)
    expect(sessionsPath('s3://bucket/prefix/')).toBe(remote)
    expect(sessionsPath('s3://bucket/other')).not.toBe(remote)
  })

  test('when it is damaged is said to be, is never replaced, and is read again when it is repaired', async () => {
    await sessions.startSession({ sessionId: 's', agent: 'a' })
    await copyFile(path, `${path}.copy`)
    await writeFile(path, 'this is no database at all, whatever it was')
    for (const result of [await sessions.getSession('s'), await sessions.startSession({ agent: 'b' })])
      expect(result).toMatchObject({ ok: false, error: { code: 'storage_error', details: { code: 'record.unreadable', key: path } } })
    expect((await stat(path)).size).toBe(43)
    await rm(path)
    await copyFile(`${path}.copy`, path)
    expect((await sessions.getSession('s')).ok).toBe(true)
  })

  test('of a later Vitrine is left alone', async () => {
    await sessions.startSession({ sessionId: 's', agent: 'a' })
    await sessions.close()
    const later = new Database(path)
    later.pragma('user_version = 99')
    later.close()
    expect(await sessions.startSession({ agent: 'b' })).toMatchObject({
      error: { code: 'storage_error', details: { code: 'store.too-new', format: 99 } },
    })
  })

  test('that was deleted is made anew, and what is written later is kept', async () => {
    await sessions.startSession({ sessionId: 'before', agent: 'a' })
    await rm(path)
    await sessions.startSession({ sessionId: 'after', agent: 'a' })
    expect(valueOf(await open().listSessions()).sessions.map(({ sessionId }) => sessionId)).toEqual(['after'])
  })

  test('that another process holds is waited for without blocking this one, and then said to be busy', async () => {
    await sessions.startSession({ sessionId: 's', agent: 'a' })
    await sessions.close()
    const other = new Database(path)
    other.exec('BEGIN EXCLUSIVE')
    sessions = open({ waitMs: 150 })
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    const result = await sessions.addEvent('s', { type: 't' })
    clearInterval(ticking)
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error', details: { code: 'store.locked' } } })
    expect(ticks).toBeGreaterThan(5)
    const patient = open().addEvent('s', { type: 't' })
    other.exec('COMMIT')
    other.close()
    expect((await patient).ok).toBe(true)
  })
})

describe('many processes', () => {
  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  /** Adds events without end; prints the number of each that was acknowledged. */
  const start = () => {
    const module = new URL('./sqlite-sessions.ts', import.meta.url).href
    const script = `
      const { openSqliteSessions } = await import(${JSON.stringify(module)})
      const sessions = openSqliteSessions({ path: ${JSON.stringify(path)}, waitMs: 60_000 })
      for (let count = 0; count < 10_000; count++) {
        const result = await sessions.addEvent('s', { type: 'work', data: process.pid })
        if (!result.ok) throw new Error(result.error.message)
        process.stdout.write(result.value.sequence + '\\n')
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    return child
  }

  test('write one session side by side: every acknowledged event is there once, also after kill -9', async () => {
    await sessions.startSession({ sessionId: 's', agent: 'a' })
    const acknowledged: number[] = []
    await Promise.all(
      [start(), start()].map(async (child) => {
        let seen = 0
        for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
          acknowledged.push(Number(line))
          if (++seen === 25) child.kill('SIGKILL')
        }
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }),
    )
    const stored = valueOf(await sessions.listEvents('s')).map(({ sequence }) => sequence)
    expect(stored).toEqual(Array.from({ length: stored.length }, (_, index) => index + 1))
    expect(new Set(acknowledged).size).toBe(acknowledged.length)
    expect(acknowledged.length).toBeGreaterThanOrEqual(50)
    expect(acknowledged.filter((sequence) => !stored.includes(sequence))).toEqual([])
    expect(valueOf(await sessions.getSession('s')).events).toBe(stored.length)
  })
})
