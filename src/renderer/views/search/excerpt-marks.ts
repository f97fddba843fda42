// Where the texts of a search stand in an excerpt; as in the index, case and accents do not matter.

export interface ExcerptPart {
  text: string
  isMarked: boolean
}

/** The excerpt in parts, in order. */
export function markExcerpt(excerpt: string, texts: readonly string[]): ExcerptPart[] {
  const { folded, places } = fold(excerpt)
  const marked = new Uint8Array(excerpt.length)
  for (const text of texts) {
    const wanted = fold(text).folded
    if (wanted === '') continue
    for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
      marked.fill(1, places[at], places[at + wanted.length] ?? excerpt.length)
    }
  }
  const parts: ExcerptPart[] = []
  let start = 0
  for (let at = 1; at <= excerpt.length; at++) {
    if (at < excerpt.length && marked[at] === marked[start]) continue
    parts.push({ text: excerpt.slice(start, at), isMarked: marked[start] === 1 })
    start = at
  }
  return parts
}

/** The text without case and accents, and where in the text each of its characters comes from. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    for (let index = 0; index < plain.length; index++) places.push(at)
    folded += plain
    at += character.length
  }
  places.push(text.length)
  return { folded, places }
}
