// npm run docs:cli
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCliPage } from './cli-page.ts'
import { root } from './run-command.ts'

await writeFile(join(root, 'docs/cli.md'), await makeCliPage())
