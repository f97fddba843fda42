import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { linkTests } from './link-tests.ts'

const titlesOf = async (trace: string) => {
  const report = `<testsuite><testcase name="a"><failure>${trace}</failure></testcase></testsuite>`
  const { tests } = await linkTests({ name: 'x.xml', type: 'test' }, Readable.from([Buffer.from(report)]), [])
  return tests.map(({ title }) => title)
}

it('a failing test is also known by the first line of its trace, whole', async () => {
  expect(await titlesOf('The cart adds up\nTraceback: …')).toEqual(['The cart adds up'])
  expect(await titlesOf('The cart adds up')).toEqual(['The cart adds up'])
  expect(await titlesOf('')).toEqual([undefined])
})
