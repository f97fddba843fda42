// Text of others as text: nothing in it can become markup, move the text around it or hide.

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Controls but tab and newline, marks that turn the direction of text, and characters without a width. */
// oxlint-disable-next-line no-control-regex -- these are what must be seen
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

const codeOf = (character: string) => `<u>U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}</u>`

export function escapeText(text: string): string {
  const escaped = text.toWellFormed().replace(/[&<>"']/g, (character) => entities[character] ?? '')
  return escaped.replace(/\r$/gm, '').replace(unseen, codeOf)
}
