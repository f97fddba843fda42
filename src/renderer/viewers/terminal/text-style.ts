// How a stretch of terminal text looks, and the SGR codes (`ESC [ … m`) that change it.

/** Bits of `TextStyle.flags`. */
export const bold = 1
export const dim = 2
export const italic = 4
export const underline = 8
export const inverse = 16
export const hidden = 32
export const struck = 64

/** Colours: -1 is the default, 0 to 15 the named ones, and `trueColor + 0xRRGGBB` everything else. */
export interface TextStyle {
  readonly foreground: number
  readonly background: number
  readonly flags: number
}

export const trueColor = 0x1000000
export const defaultStyle: TextStyle = { foreground: -1, background: -1, flags: 0 }

/** A stretch of text that does not have the default style; `end` is exclusive. */
export interface StyleRun extends TextStyle {
  start: number
  end: number
}

export function isSameStyle(a: TextStyle, b: TextStyle): boolean {
  return a === b || (a.foreground === b.foreground && a.background === b.background && a.flags === b.flags)
}

/** The style after `ESC [ params m`. Unknown codes change nothing. */
export function applySgr(style: TextStyle, params: string): TextStyle {
  if (params === '' || params === '0') return defaultStyle
  let { foreground, background, flags } = style
  const codes = params.split(';')
  for (let at = 0; at < codes.length; at++) {
    const [first = '', ...subs] = (codes[at] ?? '').split(':')
    const code = Number(first)
    if (code === 38 || code === 48 || code === 58) {
      const { color, used } = subs.length > 0 ? { color: colonColor(subs), used: 0 } : semicolonColor(codes, at + 1)
      at += used
      if (color === null) continue
      if (code === 38) foreground = color
      else if (code === 48) background = color
    } else if (code === 0) {
      foreground = background = -1
      flags = 0
    } else if (code >= 30 && code <= 37) foreground = code - 30
    else if (code >= 90 && code <= 97) foreground = code - 82
    else if (code >= 40 && code <= 47) background = code - 40
    else if (code >= 100 && code <= 107) background = code - 92
    else if (code === 39) foreground = -1
    else if (code === 49) background = -1
    else flags = applyFlag(flags, code, subs[0])
  }
  if (foreground === -1 && background === -1 && flags === 0) return defaultStyle
  return { foreground, background, flags }
}

function applyFlag(flags: number, code: number, sub: string | undefined): number {
  switch (code) {
    case 1:
      return flags | bold
    case 2:
      return flags | dim
    case 3:
      return flags | italic
    case 4:
      return sub === '0' ? flags & ~underline : flags | underline
    case 7:
      return flags | inverse
    case 8:
      return flags | hidden
    case 9:
      return flags | struck
    case 21:
      return flags | underline
    case 22:
      return flags & ~(bold | dim)
    case 23:
      return flags & ~italic
    case 24:
      return flags & ~underline
    case 27:
      return flags & ~inverse
    case 28:
      return flags & ~hidden
    case 29:
      return flags & ~struck
    default:
      return flags
  }
}

/** `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`. */
function colonColor(subs: readonly string[]): number | null {
  const numbers = subs.map(Number)
  if (numbers[0] === 5) return paletteColor(numbers[1])
  if (numbers[0] === 2) return rgbColor(numbers.slice(numbers.length >= 5 ? 2 : 1))
  return null
}

/** `38;5;n` and `38;2;r;g;b`; `used` says how many codes belong to the colour. */
function semicolonColor(codes: readonly string[], at: number): { color: number | null; used: number } {
  if (codes[at] === '5') return { color: paletteColor(Number(codes[at + 1] ?? '')), used: 2 }
  if (codes[at] === '2') return { color: rgbColor(codes.slice(at + 1, at + 4).map(Number)), used: 4 }
  return { color: null, used: 0 }
}

const isByte = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 255

function rgbColor([red, green, blue]: readonly number[]): number | null {
  if (!isByte(red) || !isByte(green) || !isByte(blue)) return null
  return trueColor + (red << 16) + (green << 8) + blue
}

const cubeLevels = [0, 95, 135, 175, 215, 255]

/** xterm's 256 colours: 16 named, a cube of 6 x 6 x 6, and 24 greys. */
function paletteColor(index: number | undefined): number | null {
  if (!isByte(index)) return null
  if (index < 16) return index
  if (index >= 232) return rgbColor(Array<number>(3).fill(8 + 10 * (index - 232)))
  const cube = index - 16
  const level = (step: number) => cubeLevels[step % 6] ?? 0
  return rgbColor([level(Math.floor(cube / 36)), level(Math.floor(cube / 6)), level(cube)])
}
