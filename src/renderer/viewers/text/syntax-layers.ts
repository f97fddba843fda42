// The syntax colours of one line of a text, from the tokens of all of it.
import { tokenClasses } from '../syntax/token-classes.ts'
import { type Layer } from '../lines/document/row-segments.ts'
import { type FromSyntax } from './syntax-messages.ts'

export function syntaxLayers({ ends, classes, lineStarts }: FromSyntax, line: number): Layer[] {
  const start = lineStarts[line]
  if (start === undefined) return []
  const end = (lineStarts[line + 1] ?? Infinity) - 1
  const layers: Layer[] = []
  for (let token = firstEndingAfter(ends, start); token < ends.length; token++) {
    const tokenStart = token === 0 ? 0 : (ends[token - 1] ?? 0)
    if (tokenStart >= end) break
    const look = tokenClasses[classes[token] ?? 0]
    if (look === undefined || look === 'plain') continue
    layers.push({ start: Math.max(0, tokenStart - start), end: Math.min(ends[token] ?? 0, end) - start, look })
  }
  return layers
}

function firstEndingAfter(ends: Uint32Array, offset: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle] ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
