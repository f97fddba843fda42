// The squarified treemap of Bruls, Huizing and van Wijk: areas in proportion, and boxes as close to squares as they can be.

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export interface Placed<T> {
  item: T
  box: Box
}

/** The longest side by the shortest, of the worst box that a row of areas along `side` would have. */
function worstRatio(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0)
  const largest = Math.max(...areas)
  const smallest = Math.min(...areas)
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest))
}

/** Lays a row along the shorter side of what is free. The answer is its boxes, and what is free after it. */
function layRow(areas: readonly number[], free: Box): { boxes: Box[]; rest: Box } {
  const sum = areas.reduce((total, area) => total + area, 0)
  const isUpright = free.width >= free.height
  const depth = sum / (isUpright ? free.height : free.width)
  let offset = 0
  const boxes = areas.map((area) => {
    const length = area / depth
    const box = isUpright
      ? { left: free.left, top: free.top + offset, width: depth, height: length }
      : { left: free.left + offset, top: free.top, width: length, height: depth }
    offset += length
    return box
  })
  const rest = isUpright
    ? { ...free, left: free.left + depth, width: Math.max(0, free.width - depth) }
    : { ...free, top: free.top + depth, height: Math.max(0, free.height - depth) }
  return { boxes, rest }
}

/** Boxes for all items that have a size, the largest first; together they fill `box`. */
export function squarify<T>(items: readonly T[], sizeOf: (item: T) => number, box: Box): Placed<T>[] {
  const sized = items.filter((item) => sizeOf(item) > 0).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const total = sized.reduce((sum, item) => sum + sizeOf(item), 0)
  const scale = (box.width * box.height) / total
  const placed: Placed<T>[] = []
  let free = box
  for (let start = 0; start < sized.length;) {
    const side = Math.min(free.width, free.height)
    const areas: number[] = []
    for (const item of sized.slice(start)) {
      const area = sizeOf(item) * scale
      if (areas.length > 0 && worstRatio([...areas, area], side) > worstRatio(areas, side)) break
      areas.push(area)
    }
    const { boxes, rest } = layRow(areas, free)
    for (const [index, rowBox] of boxes.entries()) {
      const item = sized[start + index]
      if (item !== undefined) placed.push({ item, box: rowBox })
    }
    start += areas.length
    free = rest
  }
  return placed
}
