import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDraggedFiles } from './drag-out.ts'

const directory = mkdtempSync(join(tmpdir(), 'vitrine-dragged-'))
afterAll(() => rmSync(directory, { recursive: true }))

function open(name: string) {
  const asked: string[] = []
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
  const files = createDraggedFiles(directory, async (request) => {
    asked.push(request.url)
    return new Response('hello\n', { headers: { 'content-disposition': disposition } })
  })
  return { files, asked }
}

test('an artifact becomes a file of its name; two of one name do not meet; none stays behind', async () => {
  const { files, asked } = open('build.log')
  const [one = '', two = ''] = [await files.write('/artifact?uri=a'), await files.write('/artifact?uri=b')]
  expect([basename(one), basename(two), readFileSync(two, 'utf8')]).toEqual(['build.log', 'build.log', 'hello\n'])
  expect(asked).toEqual(['app://bundle/artifact?uri=a&download=1', 'app://bundle/artifact?uri=b&download=1'])
  await files.remove()
  expect(existsSync(one)).toBe(false)
})

test.each(['../../evil', 'a/../../b', '..', '', 'c:\\x\u0000y', '.'.repeat(3), 'n'.repeat(300), `${'差分'.repeat(150)}.diff`])(
  'a file never lies elsewhere, nor has it no name (%j)',
  async (name) => {
    const path = (await open(name).files.write('/artifact?uri=a')) ?? ''
    expect(path.startsWith(directory)).toBe(true)
    expect(path.slice(directory.length)).toMatch(/^[/\\]vitrine-drag-\w+[/\\]1[/\\][^/\\:]{1,200}$/)
    expect(path).not.toContain('\0')
    expect(readFileSync(path, 'utf8')).toBe('hello\n')
  },
)

test.each([
  '/handed/x',
  '/upload',
  'file:///etc/passwd',
  'https://evil.test/artifact',
  '//evil.test/artifact',
  '/artifact/../x',
  'app://evil/artifact?uri=a',
])('nothing but an artifact is dragged: not %s', async (address) => {
  const before = readdirSync(directory)
  const { files, asked } = open('x')
  const path = await files.write(address)
  await files.remove()
  expect([path, asked, readdirSync(directory)]).toEqual([undefined, [], before])
})
