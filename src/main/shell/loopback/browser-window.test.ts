import { expect, test } from 'vitest'
import { openFirst, type Opener, planOpeners } from './browser-window.ts'

const url = 'http://127.0.0.1:4000/launch?token=a'
const screen = { DISPLAY: ':0' }

function script(name: string, source: string): Opener {
  return { name, command: process.execPath, arguments: ['-e', source] }
}

test('prefers a window of its own, and ends with the default browser', () => {
  const openers = planOpeners('app', url, 'linux', screen)
  expect(openers[0]).toEqual({ name: 'chromium', command: 'chromium', arguments: [`--app=${url}`] })
  expect(openers.at(-1)).toEqual({ name: 'the default browser', command: 'xdg-open', arguments: [url] })
})

test('opens the default browser alone when asked to', () => {
  const commands = (platform: NodeJS.Platform) => planOpeners('browser', url, platform, screen).map(({ command }) => command)
  expect(commands('linux')).toEqual(['xdg-open'])
  expect(commands('darwin')).toEqual(['open'])
  expect(commands('win32')).toEqual(['rundll32'])
})

test('looks for browsers where each system keeps them', () => {
  expect(planOpeners('app', url, 'darwin', {})[0]?.arguments).toEqual(['-na', 'Google Chrome', '--args', `--app=${url}`])
  const windows = planOpeners('app', url, 'win32', { ProgramFiles: 'C:\\Programs' })
  expect(windows[0]?.command).toMatch(/^C:\\Programs.Google\\Chrome\\Application\\chrome.exe$/)
  expect(windows.at(-1)?.command).toBe('rundll32')
})

test('opens nothing where nobody would see it', () => {
  expect(planOpeners('none', url, 'linux', screen)).toEqual([])
  expect(planOpeners('app', url, 'linux', {})).toEqual([])
  expect(planOpeners('app', url, 'linux', { DISPLAY: '' })).toEqual([])
  expect(planOpeners('app', url, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })).not.toEqual([])
  expect(planOpeners('browser', url, 'darwin', { SSH_CONNECTION: '10.0.0.1' })).toEqual([])
})

test('takes the first program that does not fail at once', async () => {
  const absent = { name: 'absent', command: 'no-such-browser-of-vitrine', arguments: [] }
  const failing = script('failing', 'process.exit(1)')
  // On a busy machine a program takes its time to fail.
  const patienceMs = 60_000
  expect(await openFirst([absent, failing, script('handed over', ''), script('never', '')], patienceMs)).toBe('handed over')
  expect(await openFirst([absent, failing], patienceMs)).toBeUndefined()
  expect(await openFirst([absent, script('running', 'setTimeout(() => {}, 3000)'), script('never', '')], 300)).toBe('running')
})
