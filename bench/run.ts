// npm run bench [-- --quick] [--json FILE]: the whole table. npm run bench -- NAME [WORDS]: one benchmark of this folder.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runTable } from './table.ts'

const [name = '', ...words] = process.argv.slice(2)
const find = (wanted: string) =>
  [join(import.meta.dirname, wanted, `${wanted}.ts`), join(import.meta.dirname, `${wanted}.ts`)].find(existsSync)
if (name === '' || name.startsWith('--')) process.exit(await runTable(process.argv.slice(2)))
const program = find(name)
if (program === undefined) {
  const parts = new Set(['run', 'table', 'figure', 'made-content'])
  const names = readdirSync(import.meta.dirname).map((file) => file.replace(/\.ts$/, ''))
  console.error(
    `usage: npm run bench -- [--quick] [--json FILE], or npm run bench -- NAME [WORDS]; NAME is one of ${names.filter((known) => !parts.has(known) && find(known) !== undefined).join(', ')}`,
  )
  process.exit(2)
}
process.exit(spawnSync(process.execPath, [program, ...words], { stdio: 'inherit' }).status ?? 1)
