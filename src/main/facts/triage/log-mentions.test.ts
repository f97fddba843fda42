import { describe, expect, it } from 'vitest'
import { findMentions } from './log-mentions.ts'

const find = (log: string, name: string, suite: string[] = []) => {
  async function* bytes() {
    yield Buffer.from(log)
  }
  return findMentions(bytes(), { name, suite })
}

describe('where a log names a test', () => {
  it('is the heading of its failure, not the line of its progress or the list at the end', async () => {
    const log = [
      'a.py::C::test_b FAILED',
      'x',
      '____ C.test_b ____',
      'E  assert 1',
      '== summary ==',
      'FAILED a.py::C::test_b - assert',
    ].join('\n')
    expect(await find(log, 'test_b', ['a.py', 'C'])).toEqual({
      mentions: 3,
      line: 3,
      isFailure: true,
      firstLine: 1,
      excerpt: ['a.py::C::test_b FAILED', 'x', '____ C.test_b ____', 'E  assert 1', '== summary ==', 'FAILED a.py::C::test_b - assert'],
    })
  })

  it('is found by the class, where two classes have a test of that name', async () => {
    const log = 'FAIL: test_a (app.One)\nno\nFAIL: test_a (app.Two)\nyes'
    expect(await find(log, 'test_a', ['app.Two'])).toMatchObject({ line: 3 })
    expect(await find(log, 'test_a (app.Two)', ['FAIL_TO_PASS'])).toMatchObject({ line: 3 })
  })

  it('is not where a longer name holds it', async () => {
    expect(await find('test_ab ok\ntest_a_b ok', 'test_a')).toEqual({
      mentions: 0,
      line: null,
      isFailure: false,
      firstLine: 1,
      excerpt: [],
    })
  })

  it('is found below colours', async () => {
    expect(await find('\u001B[31m  ✕ adds two\u001B[39m', 'adds two')).toMatchObject({
      line: 1,
      isFailure: true,
      excerpt: ['  ✕ adds two'],
    })
  })
})
