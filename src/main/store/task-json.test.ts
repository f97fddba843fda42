import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTaskJson, parseTaskJson } from './task-json.ts'

const item = (index: number) => ({
  name: `n ${index}\n }, "artifacts": [`,
  tags: ['a', ']'],
  metadata: { deep: [{ x: [{}] }], empty: {}, none: [] },
})
const value = (count: number) => ({ format: 1, artifacts: Array.from({ length: count }, (_, index) => item(index)), writes: ['w'] })

test.each([0, 1, 499, 500, 501, 3000])(
  '[S1] a record file of %i artifacts is written as JSON.stringify writes it, and read as JSON.parse reads it',
  async (count) => {
    const text = await formatTaskJson(value(count))
    expect(text).toBe(JSON.stringify(value(count), undefined, 1))
    expect(await parseTaskJson(`${text}\n`)).toEqual(value(count))
  },
)

test('[S1] a long record file in any other layout is read as JSON.parse reads it', async () => {
  const long = value(3000)
  const [first, ...others] = JSON.stringify(long, undefined, 1).split('"n 1700')
  const odd: [string, string][] = [
    ['flat', JSON.stringify(long)],
    ['wider', JSON.stringify(long, undefined, 2)],
    ['twice', JSON.stringify(long, undefined, 1).replace(/\}$/, ',\n "artifacts": [1]\n}')],
    ['an item of one line', JSON.stringify(long, undefined, 1).replace('\n "artifacts": [', '\n "artifacts": [\n  {},')],
    ['no object among them', JSON.stringify({ ...long, artifacts: [...long.artifacts, 1] }, undefined, 1)],
    ['a space before a comma', JSON.stringify(long, undefined, 1).replace('\n  },', '\n  } ,')],
    ['nested', JSON.stringify({ other: [{ artifacts: long.artifacts }], ...long }, undefined, 1)],
    ['other spaces', JSON.stringify(long, undefined, 1).replaceAll('\n', '\r\n')],
    ['half', `${first ?? ''}"n 1700${others.join('')}`],
  ]
  for (const [what, text] of odd) expect([what, await parseTaskJson(text)]).toEqual([what, JSON.parse(text)])
})

test('[S1] what is no JSON is said to be none', async () => {
  const text = JSON.stringify(value(3000), undefined, 1)
  for (const torn of [text.slice(0, -3), text.slice(0, text.length / 2), `${text}}`, text.replace('"n 1700', "'n 1700")])
    await expect(parseTaskJson(torn)).rejects.toThrow(SyntaxError)
})

test('[S1] any values are written and read alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.integer({ min: 0, max: 3 }), async (values, copies) => {
      const padded = { format: 1, artifacts: [...values, ...Array.from({ length: copies * 1200 }, (_, index) => item(index))], z: values }
      const text = await formatTaskJson(padded)
      expect(text).toBe(JSON.stringify(padded, undefined, 1))
      expect(await parseTaskJson(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 60 },
  )
})
