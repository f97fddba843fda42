import { describe, expect, it } from 'vitest'
import { resolveLine } from './terminal-line.ts'
import { applySgr, bold, defaultStyle, inverse, trueColor, underline } from './text-style.ts'

const text = (line: string) => resolveLine(line, defaultStyle).text

describe('colours', () => {
  it('are taken out of the text and told as runs', () => {
    expect(resolveLine('he\x1b[32mllo\x1b[0m!', defaultStyle)).toEqual({
      text: 'hello!',
      runs: [{ start: 2, end: 5, foreground: 2, background: -1, flags: 0 }],
      style: defaultStyle,
    })
  })

  it('that no code resets are carried to the next line', () => {
    const first = resolveLine('\x1b[1;31mred', defaultStyle)
    expect(resolveLine('still', first.style).runs).toEqual([{ start: 0, end: 5, foreground: 1, background: -1, flags: bold }])
  })

  it('that repeat are one run', () => {
    expect(resolveLine('\x1b[90m.\x1b[90m.\x1b[0m\x1b[90m.\x1b[0m', defaultStyle).runs).toEqual([
      { start: 0, end: 3, foreground: 8, background: -1, flags: 0 },
    ])
  })

  it.each([
    ['38;5;9', { foreground: 9 }],
    ['38;5;196', { foreground: trueColor + 0xff0000 }],
    ['38;5;232', { foreground: trueColor + 0x080808 }],
    ['48;5;21', { background: trueColor + 0x0000ff }],
    ['38;2;1;2;3', { foreground: trueColor + 0x010203 }],
    ['38:2:1:2:3', { foreground: trueColor + 0x010203 }],
    ['38:2::1:2:3', { foreground: trueColor + 0x010203 }],
    ['1;97;44', { foreground: 15, background: 4, flags: bold }],
    ['4:3', { flags: underline }],
    ['7', { flags: inverse }],
    ['58;5;9;31', { foreground: 1 }],
    ['38;2;300;0;0', {}],
    ['38', {}],
    ['999', {}],
  ])('reads %s', (params, expected) => {
    expect(applySgr(defaultStyle, params)).toEqual({ ...defaultStyle, ...expected })
  })

  it('end by their own codes', () => {
    expect(applySgr(applySgr(defaultStyle, '1;3;4;7;8;9;31;42'), '22;23;24;27;28;29;39;49')).toBe(defaultStyle)
  })
})

describe('moves within a line', () => {
  it.each([
    ['hello\rb', 'bello'],
    ['€€€€€€\b\b\baaa', '€€€aaa'],
    ['this is\x1b[4Cfar', 'this is    far'],
    ['this is good\x1b[4Dfine', 'this is fine'],
    ['this is good\x1b[100Dthat', 'that is good'],
    ['hello\x1b[1Kfriend!', '     friend!'],
    ['hello friend\x1b[2K!', '            !'],
    ['hello friend\x1b[Ggoodbye buddy!', 'goodbye buddy!'],
    ['objects:   0% (1/3342)\x1b[K\robjects:   1% (34/3342)', 'objects:   1% (34/3342)'],
    ['100%|#####| done\r\x1b[K', ''],
    ['abcdef\x1b[3G\x1b[2P', 'abef'],
    ['abcdef\x1b[3G\x1b[2@', 'ab  cdef'],
    ['abcdef\r\x1b[2X', '  cdef'],
    ['\x1b7abc\x1b8X', 'Xbc'],
    ['日本語\r__', '__本語'],
    ['a\tb\r1\t2', '1       2'],
  ])('%j reads %j', (line, seen) => {
    expect(text(line)).toBe(seen)
  })

  it('keep the colour of each character', () => {
    expect(resolveLine('\x1b[31mred\x1b[0m\rR', defaultStyle)).toMatchObject({ text: 'Red', runs: [{ start: 1, end: 3, foreground: 1 }] })
  })

  it('leave a carriage return at the end of a line alone', () => {
    expect(text('windows line\r')).toBe('windows line')
    expect(text('twice\r\r')).toBe('twice')
  })
})

describe('codes that show nothing', () => {
  it.each([
    ['title \x1b]0;evil\x07here', 'title here'],
    ['\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x1b_bk;t=1726012176445\x07~~~ Running', '~~~ Running'],
    ['\x1bP1$r0m\x1b\\ok', 'ok'],
    ['\x1b(B\x1b[mplain', 'plain'],
    ['\x1b[?25lhidden cursor\x1b[?25h', 'hidden cursor'],
    ['be\x07ll\x00', 'bell'],
    ['c1\x9b31m', 'c131m'],
  ])('%j reads %j', (line, seen) => {
    expect(text(line)).toBe(seen)
  })

  it('lose only their introducer when they are broken, so that no text disappears', () => {
    expect(text('amazing \x1b[12 \x01friends')).toBe('amazing [12 friends')
    expect(text('\x1b]0;never closed')).toBe('0;never closed')
    expect(text('end\x1b')).toBe('end')
  })

  it('keep text that looks like HTML as text', () => {
    expect(text('<img src=x onerror=alert(1)>\x1b[1K\r<b>')).toContain('<b>')
  })
})

describe('hostile lines', () => {
  it('cannot push the cursor arbitrarily far', () => {
    expect(text('a\x1b[999999999Cb').length).toBeLessThan(1100)
    expect(text('a\x1b[999999999Gb').length).toBeLessThan(1100)
    expect(text('a\r\x1b[999999999@').length).toBeLessThan(1100)
  })

  it('with a hundred thousand unclosed OSC are read in one pass', () => {
    expect(text('\x1b]'.repeat(100_000)).length).toBe(0)
  })

  it('with a million colours are read without running out of stack', () => {
    expect(text('\x1b[31mx'.repeat(1_000_000)).length).toBe(1_000_000)
  })
})
