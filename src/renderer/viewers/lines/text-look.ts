// How a terminal style is painted: named colours by class, all others by custom properties that CSS fits to the theme.
import { type CSSProperties } from 'react'
import { bold, dim, hidden, inverse, italic, struck, type TextStyle, trueColor, underline } from '../terminal/text-style.ts'
import styles from './text-look.module.css'

export interface TextLook {
  className: string
  style: CSSProperties | undefined
}

const flagClasses = [
  [bold, 'bold'],
  [dim, 'dim'],
  [italic, 'italic'],
  [underline, 'underline'],
  [hidden, 'hidden'],
  [struck, 'struck'],
] as const

const looks = new Map<string, TextLook>()

/** The same object for the same style. */
export function textLook({ foreground, background, flags }: TextStyle): TextLook {
  const key = `${foreground}/${background}/${flags}`
  const known = looks.get(key)
  if (known !== undefined) return known
  const look = makeLook(foreground, background, flags)
  // A picture made of text may use every colour there is.
  if (looks.size < 10_000) looks.set(key, look)
  return look
}

function makeLook(foreground: number, background: number, flags: number): TextLook {
  const isInverse = (flags & inverse) !== 0
  const classes = flagClasses.flatMap(([flag, name]) => ((flags & flag) === 0 ? [] : [styles[name] ?? '']))
  const front = isInverse ? background : foreground
  const back = isInverse ? foreground : background
  const custom: Record<string, string> = {}
  if (isInverse && back < 0) classes.push(styles['inverse'] ?? '')
  if (back >= trueColor) {
    custom['--back'] = hex(back)
    classes.push(styles['back'] ?? '')
  } else if (back >= 0) classes.push(styles[`back${back}`] ?? '')
  if (front >= trueColor) {
    custom['--front'] = hex(front)
    // Over a colour of its own the text keeps its colour; on ours it is made readable.
    classes.push(styles[back >= trueColor ? 'exact' : 'front'] ?? '')
  } else if (front >= 0) {
    // Named backgrounds are tints of our surface, on which black and white would both be faint.
    const isFaint = back >= 0 && back < trueColor && (front % 8 === 0 || front % 8 === 7)
    classes.push(styles[isFaint ? 'onTint' : `front${front}`] ?? '')
  }
  if (front < 0 && back >= trueColor) classes.push(styles['contrast'] ?? '')
  return { className: classes.join(' '), style: Object.keys(custom).length === 0 ? undefined : custom }
}

const hex = (color: number) => `#${(color - trueColor).toString(16).padStart(6, '0')}`
