// A line or a range of lines as the route names it: `L12`, `L12-L20`.

export interface LineRange {
  /** From 1; both ends belong to it. */
  first: number
  last: number
}

const place = /^L([1-9]\d{0,14})(?:-L?([1-9]\d{0,14}))?$/

export function parseLinePlace(text: string | undefined): LineRange | undefined {
  const match = place.exec(text ?? '')
  if (match === null) return undefined
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return { first: Math.min(first, last), last: Math.max(first, last) }
}

export function formatLinePlace({ first, last }: LineRange): string {
  return first === last ? `L${first}` : `L${first}-L${last}`
}

/** What a person types to go somewhere: `120`, `120-140`, `L120`, `1,200`. */
export function readLineRange(typed: string): LineRange | undefined {
  const plain = typed.replace(/[\s,._]/g, '').toUpperCase()
  return parseLinePlace(plain.startsWith('L') ? plain : `L${plain}`)
}
