import { describe, expect, it } from 'vitest'
import { TerminalScreen } from './terminal-screen.ts'
import { defaultStyle } from './text-style.ts'

function play(stream: string): string[] {
  const screen = new TerminalScreen(defaultStyle, () => [])
  stream.split('\n').forEach((line, index) => screen.feed(line, index))
  return Array.from({ length: screen.rowCount }, (_, row) => screen.rowAt(row)?.text ?? '')
}

describe('a screen', () => {
  it.each([
    ['1234\n56\x1b[1A78\x1b[B', ['1278', '56']],
    ['aaaa\nbbbb\ncccc\x1b[2A\x1b[1B\r1234\x1b[1B', ['aaaa', '1234', 'cccc']],
    ['hello\nfriend!\x1b[A\r\x1b[0K', ['', 'friend!']],
    ['one\ntwo\nthree\x1b[2A\r\x1b[Jnew', ['new', '', '']],
    ['one\ntwo\x1b[Fa\x1b[Eb', ['ane', 'bwo']],
    ['first\nsecond\nthird\n\x1b7\x1b[2A\x1b[2K\x1b[1Gover\x1b8fourth', ['first', 'over', 'third', 'fourth']],
    ['one\ntwo\x1bMup', ['oneup', 'two']],
    ['title\n\x1b[1;1Hrow one\x1b[2;5Hrow two', ['title', 'row one', '    row two']],
    ['before\n\x1b[2J\x1b[Hafter', ['before', '', 'after']],
  ])('plays %j', (stream, rows) => {
    expect(play(stream)).toEqual(rows)
  })

  it('shows the last state of layers that are pulled side by side', () => {
    const stream = [
      'layers',
      '',
      '\x1b[1A\x1b[2K\ra: waiting \r\x1b[1B',
      '\x1b[1A\x1b[2K\rb: waiting \r\x1b[1B\x1b[2A\x1b[2K\ra: done \r\x1b[2B',
    ]
    expect(play(stream.join('\n'))).toEqual(['layers', 'a: done', 'b: waiting', ''])
  })

  it('keeps what was on it before it was cleared', () => {
    expect(play('run 1\nfailed\n\x1b[2J\x1b[3J\x1b[Hrun 2\npassed')).toEqual(['run 1', 'failed', '', 'run 2', 'passed'])
  })

  it('tells which rows are just their own line', () => {
    const screen = new TerminalScreen(defaultStyle, () => [])
    const lines = ['kept', 'changed', 'other\x1b[1A\rnew', 'after']
    lines.forEach((line, index) => screen.feed(line, index))
    expect(Array.from({ length: screen.rowCount }, (_, row) => screen.rowAt(row)?.changed)).toEqual([false, true, true])
  })

  it('cannot be made huge by one code', () => {
    expect(play('a\x1b[99999999Bb\x1b[99999999;1Hc').length).toBeLessThan(5)
  })
})
