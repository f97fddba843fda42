import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import { parseSync } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { describeError } from '../error-words.ts'
import { VitrineError } from '../errors.ts'
import { japanese, japaneseReasons } from './japanese.ts'
import { reasonTemplates, sayReason } from './say-reason.ts'
import { speak } from './translate.ts'

afterEach(() => speak('en'))

describe('a reason', () => {
  it('stays as it is in English', () => {
    expect(sayReason('there is no such folder')).toBe('there is no such folder')
  })

  it('is said in Japanese by the words it was made from, and so is a reason inside it', () => {
    speak('ja', japanese, japaneseReasons)
    expect(sayReason('there is no such folder')).toBe('そのフォルダーはありません')
    expect(sayReason('its checksum is aa, not bb')).toBe('チェックサムが aa で、bb ではありません')
    expect(sayReason('it cannot be read: it is a symbolic link')).toBe('読み取れません: シンボリックリンクです')
    expect(sayReason('The disk that holds the store is full. Nothing was written.')).toContain('ディスクがいっぱいです')
  })

  it('of a service or the system stays as it came', () => {
    speak('ja', japanese, japaneseReasons)
    expect(sayReason('EPROTO: protocol error, recv')).toBe('EPROTO: protocol error, recv')
    expect(sayReason('the connection broke (ECONNRESET)')).toBe('接続が切れました(ECONNRESET)')
  })

  it('that the system gives of a file or a connection is said with its code', () => {
    speak('ja', japanese, japaneseReasons)
    const known = Array.from(getSystemErrorMap().values(), ([code, words]) => ({ code, said: sayReason(`${code}: ${words}, open '/x'`) }))
    const said = known.filter(({ code, said: words }) => words.endsWith(`(${code}、open '/x')`)).map(({ code }) => code)
    expect(said).toEqual(
      expect.arrayContaining(['EACCES', 'EBUSY', 'EIO', 'EMFILE', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS', 'ETIMEDOUT']),
    )
  })

  it('that JSON is no JSON is said by what is wrong with it', () => {
    speak('ja', japanese, japaneseReasons)
    const problemOf = (text: string): string => {
      try {
        JSON.parse(text)
      } catch (error) {
        return error instanceof Error ? error.message : ''
      }
      return ''
    }
    for (const text of ['', '{', '[1', '{"a" 1}', '{"a":1 x', 'x', '"\\q"', '[1]x', '"b', '"\n"', '{"a":1,}'])
      expect(sayReason(problemOf(text)), text).toMatch(/JSON.*[ぁ-ん]/)
    expect(sayReason("Expected ':' after property name in JSON at position 5 (line 1 column 6)")).toContain('1 行 6 列')
  })

  it('is Japanese inside the words for an error too', () => {
    speak('ja', japanese, japaneseReasons)
    const { what } = describeError(new VitrineError('name.invalid', { field: 'task', value: '', reason: 'it is empty' }))
    expect(what).toBe('"" はタスクとして使えません: 空です。')
  })
})

interface Node {
  type: string
  [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown): unknown => (isNode(value) ? value['name'] : undefined)

/** What the main process gives as a reason, a value in each blank. */
function reasonsIn(path: string): string[] {
  const found: string[] = []
  const take = (value: unknown, around = (words: string) => words): void => {
    if (!isNode(value)) return
    if (value.type === 'Literal' && typeof value['value'] === 'string') found.push(around(value['value']))
    if (value.type === 'TemplateLiteral' && Array.isArray(value['quasis']))
      found.push(around(value['quasis'].map(({ value: { cooked } }: { value: { cooked: string } }) => cooked).join('x')))
    if (value.type === 'ConditionalExpression') for (const part of [value['consequent'], value['alternate']]) take(part, around)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value) || value.type.startsWith('TS')) return
    if (value.type === 'Property' && nameOf(value['key']) === 'reason') take(value['value'])
    if (value.type === 'VariableDeclarator' && nameOf(value['id']) === 'reason') take(value['init'])
    const [argument] = Array.isArray(value['arguments']) ? (value['arguments'] as unknown[]) : []
    if (value.type === 'CallExpression' && nameOf(value['callee']) === 'attempt') take(argument, (tried) => `Failed to ${tried}: x`)
    if (value.type === 'CallExpression' && ['unreachable', 'corrupt', 'refuse'].includes(String(nameOf(value['callee'])))) take(argument)
    for (const child of Object.values(value)) visit(child)
  }
  visit(parseSync(path, readFileSync(path, 'utf8')).program)
  return found
}

const main = join(import.meta.dirname, '../../main')
/** The command line speaks English; what programs get wrong is said to programmers. */
const unheard =
  /\.test\.|-fixture|^cli\/|\/torture\/|\/servers\/|^ports\/(blobs|sessions)\/|^ports\/compose|-battery|file-roots|storageOptions/
const codes = /^(quota|disk|unreadable)$/
/** Parts of a longer reason, and `manifest` and `config` files, which only the command line reads. */
const parts =
  /^(the path x x$|does not begin|is too long|has an? |storageOptions|nothing was made|line x of the manifest|x=x: |Failed to x x: x$)/

describe('every reason of the main process that a window can show', () => {
  const files = globSync('{api,backends,ports,shell,store}/**/*.ts', { cwd: main })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !unheard.test(path))
  const reasons = files.flatMap((path) =>
    reasonsIn(join(main, path))
      .filter((reason) => !codes.test(reason) && !parts.test(reason))
      .map((reason) => ({ path, reason })),
  )

  it('has words in the catalogue', () => {
    const templates = reasonTemplates(japaneseReasons)
    expect(reasons.filter(({ reason }) => !templates.some(({ pattern }) => pattern.test(reason)))).toEqual([])
  })

  it('is found', () => {
    expect(reasons.length).toBeGreaterThan(80)
  })
})
