// Whether text was made up by a machine or by a person.

/** Bits per character that its own characters carry. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** Names in code: words joined by what code joins words with. */
const identifier = /^[A-Za-z]+(?:[_.-][A-Za-z]+)*(?:[_.-]?\d{1,4})?$/

/**
 * Letters and digits mixed as no word or name does, with at least so many bits a character. Hashes and ids look the same, so
 * ask only of text that stands where a secret would.
 */
export function isRandom(text: string, minimumBits: number): boolean {
  if (identifier.test(text) || !/[A-Za-z]/.test(text)) return false
  const digits = text.replaceAll(/\D/g, '').length
  if (digits < 2) return false
  // Calls, paths, versions and dates are put together of short pieces.
  const longest = Math.max(...text.split(/[^A-Za-z0-9+/=]+/).map(({ length }) => length))
  return longest >= 10 && entropyOf(text) >= minimumBits
}

const placeholder =
  /^(?:[*•.x_-]+|\$|%|\{|\[|<|your|my[_-]|pass(?:w(?:or)?d|phrase)?\d*$|pwd$|pw$|secret\d*$|user(?:name)?$|token$|test|foo|bar|baz|dummy|fake|sample|example|change|redacted|hunter2|none$|null$|undefined$|guest$|admin$|root$|postgres$)|\$\{|\{\{|%\(|\.\.\./i

/** What stands in documents and templates where a secret would. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text) || new Set(text).size < 3
}
