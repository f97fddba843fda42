import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cacheFolder, userFolder } from './user-folder.ts'

const names = ['VITRINE_HOME', 'XDG_CACHE_HOME'] as const
const before = names.map((name) => [name, process.env[name]] as const)
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

test('the environment names the folders of a user', () => {
  Object.assign(process.env, { VITRINE_HOME: '/home/of/vitrine', XDG_CACHE_HOME: '/caches' })
  expect([userFolder(), cacheFolder()]).toEqual(['/home/of/vitrine', join('/caches', 'vitrine')])
})

test.each([undefined, ''])(
  'what the environment leaves out, or says nothing of (%o), lies in the home folder and never where one works',
  (value) => {
    for (const name of names) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    expect([userFolder(), cacheFolder()]).toEqual([join(homedir(), '.vitrine'), join(homedir(), '.cache', 'vitrine')])
  },
)
