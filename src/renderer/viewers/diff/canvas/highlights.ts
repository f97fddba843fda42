// Ranges that the browser paints over text without touching the rows (CSS Custom Highlights). They are named for the whole
// document, so viewers beside each other share a name and each brings its own ranges.

export const highlightNames = ['diff-hit', 'diff-current-hit', 'diff-selection'] as const
type HighlightName = (typeof highlightNames)[number]

const ranges = new Map<HighlightName, Map<object, readonly Range[]>>()

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
  highlight.priority = highlightNames.indexOf(name)
  CSS.highlights.set(name, highlight)
}
