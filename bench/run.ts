// npm run bench -- NAME [WORDS]: runs one of the benchmarks of this folder.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name = '', ...words] = process.argv.slice(2)
const find = (wanted: string) =>
  [join(import.meta.dirname, wanted, `${wanted}.ts`), join(import.meta.dirname, `${wanted}.ts`)].find(existsSync)
const program = find(name)
if (name === '' || program === undefined) {
  const names = readdirSync(import.meta.dirname).map((file) => file.replace(/\.ts$/, ''))
  console.error(
    `usage: npm run bench -- NAME [WORDS]; NAME is one of ${names.filter((known) => known !== 'run' && find(known) !== undefined).join(', ')}`,
  )
  process.exit(2)
}
process.exit(spawnSync(process.execPath, [program, ...words], { stdio: 'inherit' }).status ?? 1)
