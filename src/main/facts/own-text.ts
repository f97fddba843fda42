/** The same text in memory of its own: a part of a string keeps the whole string alive, and lines are parts of large blocks. */
export function ownText(text: string): string {
  return Buffer.from(text).toString()
}
