// Marks what was searched for in text that is on the page, without touching its elements.
import { type RefObject, useEffect } from 'react'
import { type FindQuery, parseFindQuery } from '../lines/find/find-query.ts'

const highlightName = 'searched'
const mostMarks = 1000

/** Marks every hit in an element, and brings the first one on screen. The look is that of `::highlight(searched)`. */
export function useTextMarks(root: RefObject<HTMLElement | null>, find: FindQuery | undefined): void {
  useEffect(() => {
    const parsed = find === undefined ? undefined : parseFindQuery(find)
    if (root.current === null || parsed?.state !== 'valid') return undefined
    const ranges = rangesOf(root.current, parsed.pattern)
    CSS.highlights.set(highlightName, new Highlight(...ranges))
    ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
    return () => void CSS.highlights.delete(highlightName)
  }, [root, find])
}

function rangesOf(root: HTMLElement, pattern: RegExp): Range[] {
  const ranges: Range[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null && ranges.length < mostMarks; node = walker.nextNode()) {
    for (const match of (node.textContent ?? '').matchAll(pattern)) {
      if (match[0] === '') continue
      const range = document.createRange()
      range.setStart(node, match.index)
      range.setEnd(node, match.index + match[0].length)
      ranges.push(range)
    }
  }
  return ranges
}
