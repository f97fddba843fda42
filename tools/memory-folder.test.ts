import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMemoryFolder } from './memory-folder.ts'

describe.skipIf(process.platform === 'win32')('a folder in memory', () => {
  it('is one that everybody may write, and is gone with its process', () => {
    const program = `const { openMemoryFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'memory-folder.ts'))})
      const folder = openMemoryFolder(process.argv[1], 1)
      const { mode } = (await import('node:fs')).statSync(folder)
      console.log(JSON.stringify([folder, (mode & 0o7777).toString(8)]))`
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program, tmpdir()], { encoding: 'utf8' })
    const [folder = '', mode] = JSON.parse(said) as string[]
    expect(statSync(tmpdir()).isDirectory() && folder.startsWith(tmpdir())).toBe(true)
    expect(mode).toBe('1777')
    expect(existsSync(folder)).toBe(false)
  })

  it('is not made where there is too little room, or no such place', () => {
    expect(openMemoryFolder(tmpdir(), Number.MAX_SAFE_INTEGER)).toBeUndefined()
    expect(openMemoryFolder(join(tmpdir(), 'no', 'such', 'place'), 1)).toBeUndefined()
  })
})
