import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createHandedFiles } from './handed-files.ts'

const directory = mkdtempSync(join(tmpdir(), 'vitrine-handed-'))
afterAll(() => rmSync(directory, { recursive: true }))
const path = join(directory, 'a.log')
writeFileSync(path, 'hello\n')

test('a file is read once, under a name that nobody can guess', async () => {
  const files = createHandedFiles()
  const { path: name, address } = files.hand(path)
  expect(name).toBe('a.log')
  expect(address).toMatch(/^\/handed\/[\w-]{22}$/)
  expect(await (await files.send(address)).text()).toBe('hello\n')
  expect((await files.send(address)).status).toBe(404)
})

test.each(['/handed/', '/handed/../../etc/passwd', `/handed/${path}`, '/handed/undefined'])('nothing is read at %s', async (address) => {
  const files = createHandedFiles()
  files.hand(path)
  expect((await files.send(address)).status).toBe(404)
})

test('a file that went away since is not there', async () => {
  const files = createHandedFiles()
  expect((await files.send(files.hand(join(directory, 'gone.log')).address)).status).toBe(404)
})
