import { type Noun, spokenLanguage, tCount } from '../../../shared/language/translate.ts'

let counts: Intl.NumberFormat | undefined

/** A whole number with its thousands apart. In English without `Intl`, which takes 30 ms of the first screen to load. */
export function formatCount(count: number): string {
  if (spokenLanguage() === 'en') return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  counts ??= new Intl.NumberFormat(spokenLanguage())
  return counts.format(count)
}

/** `1 task`, `2,000 tasks`. */
export function plural(count: number, one: Noun, many = `${one}s`): string {
  return tCount(count, formatCount(count), one, many)
}
