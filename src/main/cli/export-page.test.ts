import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../store/test-store.ts'
import { runOnStore } from './cli-fixture.ts'

test('[S15] a page speaks English, or the language that is asked for, and no other', async () => {
  await using folder = await makeFolderUntilEnd()
  const run = (...parameters: string[]) => runOnStore(folder.path, parameters)
  await runOnStore(folder.path, ['put', '--spec', 's', '--task', '1', '--type', 'log', '-'], { input: 'hello\n' })
  const pageIn = async (...language: string[]) => {
    const output = join(folder.path, `page${language.join('')}.html`)
    const { exitCode, stderr } = await run('export', '--html', '--spec', 's', '--task', '1', '-o', output, ...language)
    return exitCode === 0 ? await readFile(output, 'utf8') : stderr
  }
  const english = await pageIn()
  expect(english).toContain('<html lang="en">')
  expect(english).toContain('>Checksums<')
  const japanese = await pageIn('--language', 'ja')
  expect(japanese).toContain('<html lang="ja">')
  expect(japanese).toContain('>チェックサム<')
  expect(await pageIn('--language', 'fr')).toMatch(/Allowed choices are en, ja/)
})

async function makeFolderUntilEnd() {
  const folder = await makeFolder()
  return { path: folder.path, [Symbol.asyncDispose]: () => folder.remove() }
}
