import { expect, test } from 'vitest'
import { z } from 'zod'
import { speechOf } from './language/speech.ts'
import { describeIssues } from './schema-words.ts'

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  version: z.number().int().positive().optional(),
  side: z.enum(['left', 'right']).optional(),
  tags: z.array(z.string()).optional(),
  at: z.iso.datetime().optional(),
  own: z
    .string()
    .refine((text) => text !== 'odd', 'it is odd')
    .optional(),
  either: z.union([z.string(), z.number()]).optional(),
})
const problemOf = (value: unknown) => describeIssues(schema.safeParse(value).error?.issues ?? [])

test.each([
  [{}, 'name is missing', '名前 がありません'],
  [null, 'the whole is not an object', '全体 はオブジェクトではありません'],
  [{ name: 1 }, 'name is not text', '名前 はテキストではありません'],
  [{ name: '' }, 'name is empty', '名前 が空です'],
  [{ name: 'abcdef' }, 'name is longer than 5 characters', '名前 は 5 文字を超えています'],
  [{ name: 'a', version: 1.5 }, 'version is not a whole number', 'version は整数ではありません'],
  [{ name: 'a', version: -1 }, 'version is less than 0', 'version は 0 未満です'],
  [{ name: 'a', side: 'top' }, 'side is none of left, right', 'side は left, right のどれでもありません'],
  [{ name: 'a', tags: ['a', 2] }, 'tags.1 is not text', 'tags.1 はテキストではありません'],
  [{ name: 'a', other: 1 }, 'other is not known here', 'other という項目はありません'],
  [{ name: 'a', own: 'odd' }, 'own: it is odd', 'own: it is odd'],
  [{ name: 'a', either: [] }, 'either does not have its shape', 'either の形が正しくありません'],
  [{ name: 1, side: 2, tags: 3 }, 'name is not text, and 2 more', '名前 はテキストではありません、ほか 2 件'],
])('what is wrong with %j is said in both languages', async (value, english, japanese) => {
  const problem = problemOf(value)
  expect(problem).toBe(english)
  expect((await speechOf('ja')).sayAgain(problem)).toBe(japanese)
})

test('a moment that is none names its form', () => {
  expect(problemOf({ name: 'a', at: 'today' })).toMatch(/^at does not have the form /)
})
