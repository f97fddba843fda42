// Marks are words of the full-text index that no text has. Every piece carries those of what its artifact is, so that the index itself finds what
// has a word and is of a type, of a spec, of about a size: a hundred times quicker than artifacts are looked up one by one.
import { type SortColumn } from './artifact-filter.ts'

/** Begins a mark; a private character, which texts lose. */
const sign = '\u{F0000}'

/** What of an artifact does not change as long as its content is the same. */
export interface Marked {
  type: string
  specName: string
  taskId: string
  size: number
  name: string
}

const hexOf = (text: string) => Buffer.from(text).toString('hex')
export const typeMark = (type: string): string => `${sign}t${hexOf(type)}`
export const specMark = (specName: string): string => `${sign}s${hexOf(specName)}`
export const taskMark = (taskId: string): string => `${sign}k${hexOf(taskId)}`

/** Values of a column that stand side by side in its order and have one mark. */
export interface MarkClass {
  mark: string
  /** The first value above all of them, or the last one of them where it is `isLast`. */
  end: { value: number | string; isLast: boolean }
  start: number | string
}

const headBits = 6

/** Thirty-two to each doubling: of a million artifacts some thousands have one, which is gathered in milliseconds. */
export function sizeClass(size: number): MarkClass {
  const bits = size.toString(2)
  const lost = Math.max(0, bits.length - headBits)
  const head = Number.parseInt(bits.slice(0, headBits), 2)
  return { mark: `${sign}z${bits.length}x${head}`, start: head * 2 ** lost, end: { value: (head + 1) * 2 ** lost, isLast: false } }
}

const charactersOfClass = 8

/** Names that begin alike; a short one is alone. */
export function nameClass(name: string): MarkClass {
  const characters = Array.from(name).slice(0, charactersOfClass)
  const start = characters.join('')
  const isAlone = characters.length < charactersOfClass
  return { mark: `${sign}n${hexOf(start)}`, start, end: { value: isAlone ? start : `${start}\u{10ffff}`, isLast: true } }
}

/** Of a column that has them. */
export const classOf: Partial<Record<SortColumn, (value: number | string) => MarkClass>> = {
  size: (value) => sizeClass(Number(value)),
  name: (value) => nameClass(String(value)),
}

/** A text with the marks of its artifact. */
export function markText(text: string, { type, specName, taskId, size, name }: Marked): string {
  const marks = [typeMark(type), specMark(specName), taskMark(taskId), sizeClass(size).mark, nameClass(name).mark]
  return `${text.includes(sign) ? text.replaceAll(sign, ' ') : text}\n${marks.join(' ')}`
}

/** What is asked for, without what could be taken for a mark. */
export const withoutSign = (text: string): string => text.replaceAll(sign, ' ')
