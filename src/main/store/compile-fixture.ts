// Programs of others that use the built package, as their compiler sees them.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
const options = '--ignoreConfig --noEmit --strict --skipLibCheck --target es2024 --module nodenext --types node'.split(' ')

/** @throws Error with what the compiler says against them */
export async function compilePrograms(...paths: readonly string[]): Promise<void> {
  await promisify(execFile)(join(modules, '.bin/tsc'), [...options, '--typeRoots', join(modules, '@types'), ...paths])
}
