import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run-command.ts'

interface Package {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

test('CONTRIBUTING.md has a reason for every dependency, and for nothing else', () => {
  const table = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('\n## Dependencies\n')[1]?.split('\n## ')[0] ?? ''
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  const told = rows.flatMap((row) => Array.from((row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g), ([, name = '']) => name))
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package
  const names = Object.keys({ ...dependencies, ...devDependencies })
  const isType = (name: string) => name.startsWith('@types/')
  expect(told.filter((name) => !isType(name)).toSorted()).toEqual(names.filter((name) => !isType(name)).toSorted())
  expect(rows.every((row) => /^\|[^|]+\| +\S.+\|$/.test(row))).toBe(true)
})
