// Ranges that the browser paints over text without touching the rows (CSS Custom Highlights). They are named for the whole
// document, so viewers beside each other share a name and each brings its own ranges.

type HighlightName = 'diff-selection' | 'diff-hit' | 'diff-current-hit'

const ranges = new Map<HighlightName, Map<object, readonly Range[]>>()
const priorities: Record<HighlightName, number> = { 'diff-hit': 1, 'diff-current-hit': 2, 'diff-selection': 3 }

/** Paints the owner's ranges of that name, and nothing else of it. */
export function paintHighlight(name: HighlightName, owner: object, owned: readonly Range[]): void {
  if (!('highlights' in CSS)) return
  const owners = ranges.get(name) ?? new Map<object, readonly Range[]>()
  ranges.set(name, owners)
  if (owned.length === 0 && !owners.has(owner)) return
  if (owned.length === 0) owners.delete(owner)
  else owners.set(owner, owned)
  if (owners.size === 0) {
    CSS.highlights.delete(name)
    return
  }
  const highlight = new Highlight(...[...owners.values()].flat())
  highlight.priority = priorities[name]
  CSS.highlights.set(name, highlight)
}
