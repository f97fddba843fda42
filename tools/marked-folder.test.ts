import { rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { makeMarkedFolder } from './marked-folder.ts'

it('a folder of a test has a name of its own, in which nothing can be looked for', () => {
  const place = makeMarkedFolder(tmpdir(), 'vitrine-')
  try {
    const made = Array.from({ length: 100 }, () => makeMarkedFolder(place, 'one-'))
    expect(new Set(made).size).toBe(100)
    expect(made.filter((path) => !/^one-[-_]{12}$/.test(basename(path)))).toEqual([])
    expect(statSync(place).mode & 0o777).toBe(0o700)
    expect(() => makeMarkedFolder(join(place, 'absent'), 'one-')).toThrow('ENOENT')
  } finally {
    rmSync(place, { recursive: true })
  }
})
