// Lines of a text and whether it is laid out, as the route names them: `L12`, `pretty`, `pretty:L12-L20`.

export interface TextPlace {
  isPretty: boolean
  /** In the words of `line-place.ts`; the lines are those that are shown. */
  lines: string | undefined
}

const prefix = 'pretty'

export function parseTextPlace(place: string | undefined): TextPlace {
  if (place === prefix) return { isPretty: true, lines: undefined }
  if (place?.startsWith(`${prefix}:`) === true) return { isPretty: true, lines: place.slice(prefix.length + 1) }
  return { isPretty: false, lines: place }
}

export function formatTextPlace({ isPretty, lines }: TextPlace): string | undefined {
  if (!isPretty) return lines
  return lines === undefined ? prefix : `${prefix}:${lines}`
}
