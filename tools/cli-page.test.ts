import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeCliPage } from './cli-page.ts'
import { root } from './run-command.ts'

test('docs/cli.md says what the commands say; npm run docs:cli writes it anew', async () => {
  const page = await makeCliPage()
  expect(readFileSync(join(root, 'docs/cli.md'), 'utf8')).toBe(page)
  for (const name of ['put', 'ls', 'serve']) expect(page).toContain(`\n## ${name}\n`)
})
