// A row cut where its look changes: colours below, hits and selection above.

export interface Layer {
  start: number
  end: number
  /** Names what lies here; of two layers on the same text both are told. */
  look: string
}

export interface Segment {
  start: number
  end: number
  looks: string[]
}

/** Pieces of `start` to `end` in order, without gaps. */
export function cutSegments(start: number, end: number, layers: readonly Layer[]): Segment[] {
  const inside = layers.filter((layer) => layer.start < end && layer.end > start && layer.start < layer.end)
  if (inside.length === 0) return start < end ? [{ start, end, looks: [] }] : []
  const cuts = new Set([start, end])
  for (const layer of inside) {
    cuts.add(Math.max(layer.start, start))
    cuts.add(Math.min(layer.end, end))
  }
  const edges = Array.from(cuts).toSorted((a, b) => a - b)
  const sorted = inside.toSorted((a, b) => a.start - b.start)
  const segments: Segment[] = []
  let open: Layer[] = []
  let next = 0
  for (const [index, edge] of edges.slice(0, -1).entries()) {
    open = open.filter((layer) => layer.end > edge)
    for (let layer = sorted[next]; layer !== undefined && layer.start <= edge; layer = sorted[++next]) open.push(layer)
    segments.push({ start: edge, end: edges[index + 1] ?? end, looks: open.map(({ look }) => look) })
  }
  return segments
}
