// JSON as Python's `json` module reads and writes it.

/**
 * Parses JSON that may hold Python's `NaN` and `Infinity`; they become null.
 * @throws SyntaxError
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const repaired = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) => (token.startsWith('"') ? token : 'null'))
    if (repaired === text) throw error
    return JSON.parse(repaired)
  }
}

/** As `json.dumps(value, indent=2)`: everything beyond ASCII escaped, no newline at the end. */
export function formatPythonJson(value: unknown): string {
  return escapeNonAscii(JSON.stringify(value, undefined, 2))
}

export function escapeNonAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
