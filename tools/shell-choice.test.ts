import { expect, test } from 'vitest'
import { chooseShell, type Surroundings } from './shell-choice.ts'

const desk: Surroundings = {
  words: ['--store', '/a'],
  platform: 'linux',
  environment: { DISPLAY: ':0' },
  isRoot: false,
  find: () => '/electron',
  fetch: () => Promise.reject(new Error('not to be fetched')),
}

test('Electron opens where its binary is installed', async () => {
  expect(await chooseShell(desk)).toEqual({ electron: '/electron', why: 'its binary is installed' })
})

test('Electron opens when its binary comes in time', async () => {
  let installed: string | undefined
  const fetch = () => {
    installed = '/fetched'
    return Promise.resolve('fetched' as const)
  }
  expect(await chooseShell({ ...desk, find: () => installed, fetch })).toEqual({
    electron: '/fetched',
    why: 'its binary was fetched just now',
  })
})

test.each([
  ['there is no display', { environment: {} }, 'there is no display for an Electron window'],
  ['it runs as root', { isRoot: true }, "Electron's sandbox does not run as root"],
  ['--open is given', { words: ['--open', 'none'] }, '--open asks for it'],
  ['--port is given', { words: ['--port=80'] }, '--port asks for it'],
] satisfies [string, Partial<Surroundings>, string][])(
  'the browser shell opens when %s, and nothing is fetched',
  async (_, difference, why) => {
    expect(await chooseShell({ ...desk, find: () => undefined, ...difference })).toEqual({ why })
  },
)

test.each([
  ['failed', 'could not be fetched in a few seconds'],
  ['failed before', 'could not be fetched earlier today'],
] as const)('the browser shell opens when the fetch %s, and says what would help', async (result, words) => {
  const { electron, why } = await chooseShell({ ...desk, find: () => undefined, fetch: () => Promise.resolve(result) })
  expect(electron).toBeUndefined()
  expect(why).toContain(words)
  expect(why).toContain('npx install-electron')
})
