// Characters that would not be seen, or would turn the text around them: controls, direction marks, zero-width characters.

// oxlint-disable-next-line no-control-regex -- those are what it looks for
const unseen = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** One visible character for each, so that positions in the text stay the same. */
function symbolOf(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\u2370'
}

export interface TextPiece {
  text: string
  /** The name of the unseen character that the text stands for, e.g. `U+202E`. */
  unseen: string | undefined
}

/** The text in pieces, with a symbol for each unseen character; undefined when it has none. */
export function splitUnseen(text: string): TextPiece[] | undefined {
  if (text.search(unseen) === -1) return undefined
  const pieces: TextPiece[] = []
  let position = 0
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (index > position) pieces.push({ text: text.slice(position, index), unseen: undefined })
    pieces.push({ text: symbolOf(character), unseen: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` })
    position = index + 1
  }
  if (position < text.length) pieces.push({ text: text.slice(position), unseen: undefined })
  return pieces
}

/** The text with a symbol for each unseen character, for names. */
export function showUnseen(text: string): string {
  return (
    splitUnseen(text)
      ?.map((piece) => piece.text)
      .join('') ?? text
  )
}
