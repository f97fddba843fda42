// `vitrine kv` and `vitrine session` as scripts see them.
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sessionsPath } from '../ports/sessions/sessions-path.ts'
import { openSqliteSessions } from '../ports/sessions/sqlite-sessions.ts'
import { makeFolder } from '../store/test-store.ts'
import { runOnStore } from './cli-fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

const vitrine = (parameters: string[], input: string | Uint8Array = '') => runOnStore(folder.path, parameters, { input })

test('kv keeps bytes under any key, from a file or a pipe, and gives them back', { timeout: 120_000 }, async () => {
  const bytes = randomBytes(200_000)
  await writeFile(join(folder.path, 'in'), bytes)
  const put = await vitrine(['kv', 'put', 'patches/fix.diff', join(folder.path, 'in'), '--session', 's-1', '--json'])
  expect(put.json).toMatchObject([{ key: 'patches/fix.diff', size: 200_000, uri: expect.stringContaining('/store/') }])
  await vitrine(['kv', 'put', '日本語'], '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')
  expect((await vitrine(['kv', 'get', '日本語'])).stdout).toContain('+b')
  expect((await vitrine(['kv', 'get', 'patches/fix.diff', '-o', join(folder.path, 'out')])).exitCode).toBe(0)
  expect((await readFile(join(folder.path, 'out'))).equals(bytes)).toBe(true)
  expect((await vitrine(['kv', 'list', '--json'])).json).toMatchObject([{ key: '日本語', type: 'diff' }, { key: 'patches/fix.diff' }])
})

test('kv says no for a key that holds nothing, and deleting that is no failure', { timeout: 120_000 }, async () => {
  await vitrine(['kv', 'put', 'k'], 'v')
  expect((await vitrine(['kv', 'delete', 'k', '--json'])).json).toEqual([{ key: 'k', deleted: true }])
  expect((await vitrine(['kv', 'delete', 'k', '--json'])).json).toEqual([{ key: 'k', deleted: false }])
  const missing = await vitrine(['kv', 'get', 'k', '--json'])
  expect([missing.exitCode, JSON.parse(missing.stderr)]).toMatchObject([1, { error: { code: 'artifact.not-found' } }])
  expect((await vitrine(['kv', 'put', 'k', join(folder.path, 'absent')])).exitCode).toBe(2)
})

test('a session is started, told of, ended, listed and shown with what it made', { timeout: 120_000 }, async () => {
  const words = ['--agent', 'claude', '--model', 'opus', '--spec', 'checkout', '--task', '1.1', '--meta', 'branch=x']
  const id = (await vitrine(['session', 'start', ...words])).stdout.trim()
  expect((await vitrine(['session', 'event', id, 'tests', '{"failed": 2}', '--json'])).json).toMatchObject([
    { sequence: 1, data: { failed: 2 } },
  ])
  await vitrine(['session', 'event', id, 'note', 'in words'])
  await vitrine(['put', '--spec', 'checkout', '--task', '1.1', '--type', 'log', '--meta', `session=${id}`], 'a log\n')
  await vitrine(['kv', 'put', 'patch-1', '--session', id], 'a patch')
  expect((await vitrine(['session', 'list', '--running', '--json'])).json).toMatchObject([{ session_id: id, outcome: null, events: 2 }])
  const ended = await vitrine(['session', 'end', id, '--outcome', 'failed', '--reason', 'two tests', '--json'])
  expect(ended.json).toMatchObject([
    { session_id: id, outcome: 'failed', reason: 'two tests', spec_name: 'checkout', metadata: { branch: 'x' } },
  ])
  expect((await vitrine(['session', 'list', '--running', '--json'])).json).toEqual([])
  expect((await vitrine(['session', 'show', id, '--json'])).json).toMatchObject([
    {
      session_id: id,
      events: [{ type: 'tests' }, { type: 'note', data: 'in words' }],
      artifacts: [{ type: 'log', task_id: '1.1' }, { name: 'patch-1' }],
    },
  ])
  expect((await vitrine(['session', 'show', id])).stdout).toContain('claude (opus)  checkout/1.1')
})

test('a long session is shown whole', { timeout: 120_000 }, async () => {
  await vitrine(['session', 'start', '--agent', 'a', '--id', 'long'])
  const sessions = openSqliteSessions({ path: sessionsPath(join(folder.path, 'store')) })
  for (let number = 0; number < 210; number++) await sessions.addEvent('long', { type: 'step', data: number })
  await sessions.close()
  const shown = (await vitrine(['session', 'show', 'long', '--json'])).json as { events: { data: unknown }[] }[]
  expect(shown[0]?.events.map(({ data }) => data)).toEqual(Array.from({ length: 210 }, (_, number) => number))
})

test('sessions say no for what is not known or ended otherwise, and go on when the store is damaged', { timeout: 120_000 }, async () => {
  expect((await vitrine(['session', 'show', 'none'])).exitCode).toBe(1)
  expect((await vitrine(['session', 'list', '--json'])).json).toEqual([])
  await vitrine(['session', 'start', '--agent', 'a', '--id', 's-1'])
  expect((await vitrine(['session', 'start', '--agent', 'a', '--id', 's-1'])).stdout.trim()).toBe('s-1')
  expect((await vitrine(['session', 'start', '--agent', 'b', '--id', 's-1'])).exitCode).toBe(1)
  await vitrine(['session', 'end', 's-1'])
  expect((await vitrine(['session', 'end', 's-1', '--outcome', 'failed'])).exitCode).toBe(1)
  expect((await vitrine(['session', 'start', '--model', 'm'])).exitCode).toBe(2)
  await writeFile(join(folder.path, 'store/.vitrine/locks'), 'a file where a folder should be')
  const shown = await vitrine(['session', 'show', 's-1', '--json'])
  expect(shown).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('its artifacts are not known'), json: [{ artifacts: [] }] })
})

test('notes are written, listed with their places, made a prompt of, and carried as a file', { timeout: 120_000 }, async () => {
  const patch = ['--- a/a.ts', '+++ b/a.ts', '@@ -1 +1,2 @@', ' export const start = 1', '+export const ready = isReady()', ''].join('\n')
  await vitrine(['put', '--spec', 's', '--task', '1', '--type', 'diff', '--name', 'fix.diff'], patch)
  const at = ['--artifact', 'fix.diff', '--path', 'a.ts', '--line', '2']
  const added = await vitrine(['note', 'add', 's', '1', 'Say why.', ...at, '--json'])
  expect(added.json).toMatchObject([
    { text: 'Say why.', version: 1, spot: { on: 'line', path: 'a.ts', first: 2 }, anchor: { text: ['export const ready = isReady()'] } },
  ])
  await vitrine(
    ['put', '--spec', 's', '--task', '1', '--type', 'diff', '--name', 'fix.diff'],
    patch.replace('+1,2', '+1,3').replace(' export', '+// one\n export'),
  )
  expect((await vitrine(['note', 'list', 's', '1', '--json'])).json).toMatchObject([{ place: { is: 'placed', spot: { first: 3 } } }])
  expect((await vitrine(['note', 'prompt', 's', '1'])).stdout).toContain(
    '## 1. a.ts:3\n\n```\nexport const ready = isReady()\n```\n\nSay why.\n',
  )
  expect(await vitrine(['search', 'why'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Say why.'), stderr: '' })
  const file = (await vitrine(['note', 'export', 's', '1'])).stdout
  expect((await vitrine(['note', 'import', 's', '1', '--json'], file)).json).toEqual([{ added: 0, updated: 0, same: 1 }])
  expect((await vitrine(['note', 'import', 's', '2'], 'no notes')).exitCode).toBe(2)
  const elsewhere = file
    .replaceAll('"s"', '"s2"')
    .replaceAll('Say why.', 'Say where.')
    .replaceAll(/"note_id": "[^"]+"/g, '"note_id": "of-another"')
  expect((await vitrine(['note', 'import', 's2', '1', '--json'], elsewhere)).json).toEqual([{ added: 1, updated: 0, same: 0 }])
  expect(await vitrine(['search', 'where'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Say where.'), stderr: '' })
  const { note_id: noteId } = added.json[0] as { note_id: string }
  expect((await vitrine(['note', 'delete', 's', '1', noteId])).exitCode).toBe(0)
  expect((await vitrine(['note', 'list', 's', '1', '--json'])).json).toEqual([])
})
