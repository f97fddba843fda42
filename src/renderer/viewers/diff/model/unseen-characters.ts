// Characters that would not be seen, or would turn the text around them: controls, direction marks, zero-width characters.

// oxlint-disable-next-line no-control-regex -- those are what it looks for
const unseen = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** Unicode's own pictures of controls stand in hardly any font; these do in those that code is shown in. */
const symbols: Record<string, string> = { '\n': '\u21b5', '\r': '\u21b5', '\u001b': '\u238b', '\u007f': '\u2326' }

/** One visible character for each, so that positions in the text stay the same. */
const symbolOf = (character: string): string => symbols[character] ?? '\u2370'

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
