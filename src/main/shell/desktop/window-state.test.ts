import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readWindowState, writeWindowState } from './window-state.ts'

const directory = mkdtempSync(join(tmpdir(), 'vitrine-window-'))
afterAll(() => rmSync(directory, { recursive: true }))

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const state = { bounds: { x: 100, y: 50, width: 1280, height: 800 }, maximized: false }

function keep(bounds: Partial<typeof state.bounds>): string {
  const path = join(directory, 'window.json')
  writeWindowState(path, { ...state, bounds: { ...state.bounds, ...bounds } })
  return path
}

test('the window opens where it was closed', () => {
  expect(readWindowState(keep({}), [display])).toEqual(state)
})

test('a window of a display that is gone opens in the default place', () => {
  expect(readWindowState(keep({ x: 2500 }), [display])).toBeUndefined()
  expect(readWindowState(keep({ x: 2500 }), [display, { ...display, x: 1920 }])).toBeDefined()
  expect(readWindowState(keep({ x: 1900 }), [display])).toBeUndefined()
  expect(readWindowState(keep({ y: -40 }), [display]), 'its title bar is out of reach').toBeUndefined()
})

test('a state that cannot be written keeps no window from closing', () => {
  expect(() => writeWindowState(join(directory, 'none', 'window.json'), state)).not.toThrow()
})

test.each(['', '{', '{"bounds":{}}', 'null'])('a state file that holds %j is passed over', (text) => {
  const path = join(directory, 'broken.json')
  writeFileSync(path, text)
  expect(readWindowState(path, [display])).toBeUndefined()
  expect(readWindowState(join(directory, 'absent.json'), [display])).toBeUndefined()
})
