import { Fragment, type ReactNode } from 'react'
import { type Blank, templateOf, type Words } from '../../../shared/language/translate.ts'

interface SentenceProps<W extends Words> {
  words: W
  of: Readonly<Record<Blank<W>, ReactNode>>
}

/** Words whose blanks are filled with more than text; each language has its own order of them. */
export function Sentence<W extends Words>({ words, of }: SentenceProps<W>) {
  const values = new Map<string, ReactNode>(Object.entries(of))
  // The odd parts are the names of the blanks.
  return templateOf(words)
    .split(/\{(\w+)\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 === 0 ? part : values.get(part)}</Fragment>)
}
