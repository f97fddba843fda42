// JSON as Python's `json` module reads and writes it.

/**
 * Parses JSON that may hold Python's `NaN` and `Infinity`; they become null.
 * @throws SyntaxError
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const repaired = withoutPythonNumbers(text)
    if (repaired === text) throw error
    return JSON.parse(repaired)
  }
}

/** String by string, not by one pattern: the time grows with the length alone, also of what is no JSON. */
function withoutPythonNumbers(text: string): string {
  let repaired = ''
  let from = 0
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', from)) {
    const end = endOfString(text, quote)
    repaired += nullNumbers(text.slice(from, quote)) + text.slice(quote, end)
    from = end
  }
  return repaired + nullNumbers(text.slice(from))
}

const nullNumbers = (text: string) => text.replace(/-?\bInfinity\b|\bNaN\b/g, 'null')

/** Behind the quote that closes a string, or where the text ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  return text.length
}

/** As `json.dumps(value, indent=2)`: everything beyond ASCII escaped, no newline at the end. */
export function formatPythonJson(value: unknown): string {
  return escapeNonAscii(JSON.stringify(value, undefined, 2))
}

export function escapeNonAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
