// Between a place in a painted text and a place in the document.

/** How many characters of the element's text stand before a point of the document inside it. */
function characterAt(element: Element, node: Node, offset: number): number {
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(node, offset)
  return before.toString().length
}

/** A range over characters of the element's text. */
export function textRange(element: Element, from: number, to: number): Range {
  const range = document.createRange()
  range.selectNodeContents(element)
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let position = 0
  let hasStart = false
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const length = node.nodeValue?.length ?? 0
    if (!hasStart && from <= position + length) {
      range.setStart(node, from - position)
      hasStart = true
    }
    if (to <= position + length) {
      range.setEnd(node, to - position)
      return range
    }
    position += length
  }
  return range
}

/** The node and offset under a point of the screen. */
function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y)
    return caret === null ? undefined : { node: caret.offsetNode, offset: caret.offset }
  }
  return undefined
}

/** The character of the element's text nearest to a point of the screen on its line. */
export function characterAtPoint(element: Element, x: number, y: number): number {
  const box = element.getBoundingClientRect()
  if (x <= box.left) return 0
  const length = element.textContent.length
  if (x >= box.right) return length
  const caret = caretAt(x, Math.min(Math.max(y, box.top + 1), box.bottom - 1))
  return caret !== undefined && element.contains(caret.node) ? characterAt(element, caret.node, caret.offset) : length
}
