/** The character that a point of the screen falls on, in the text of an element; half a character past it, the next. */
export function columnAtX(element: Element, clientX: number): number {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  let before = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    range.selectNodeContents(node)
    if (clientX < range.getBoundingClientRect().right) return before + columnInNode(node, length, clientX, range)
    before += length
  }
  return before
}

function columnInNode(node: Node, length: number, clientX: number, range: Range): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    range.setStart(node, middle)
    range.setEnd(node, middle + 1)
    const { left, width } = range.getBoundingClientRect()
    if (left + width / 2 < clientX) low = middle + 1
    else high = middle
  }
  return low
}
