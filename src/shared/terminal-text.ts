// Text as a terminal shows it, without the codes that only steer it.

const escape = String.fromCodePoint(27)
const bell = String.fromCodePoint(7)
/** CSI sequences, OSC sequences (titles, links), and the two-character ones. */
const codes = new RegExp(`${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?|[@-Z\\\\^_=>])`, 'g')

/** The text holds escape sequences. */
export function hasTerminalCodes(text: string): boolean {
  return text.includes(escape)
}

/** The text without its escape sequences (colours, cursor moves, titles, links); their text stays. */
export function withoutTerminalCodes(text: string): string {
  return hasTerminalCodes(text) ? text.replace(codes, '') : text
}
