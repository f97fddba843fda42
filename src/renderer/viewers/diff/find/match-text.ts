/** Where the pattern (which must be global) matches, start and end of each. Empty matches are none. */
export function matchText(text: string, pattern: RegExp): { from: number; to: number }[] {
  const matches: { from: number; to: number }[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++
    else matches.push({ from: match.index, to: match.index + match[0].length })
  }
  return matches
}
