// Splits terminal output into what prints and what controls. Works on one line: no code reaches over a newline.

export interface TerminalSink {
  /** Text without control characters, except tabs. */
  print: (text: string) => void
  /** `ESC [ params final`; params keep a private prefix such as `?`. */
  csi: (final: string, params: string) => void
  /** `ESC final`. */
  escape: (final: string) => void
  /** `\r` or `\b`; other control characters show nothing and are dropped. */
  move: (control: '\r' | '\b') => void
}

// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const control = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g
// oxlint-disable-next-line no-control-regex -- OSC and its kin end with BEL or ST
const stringEnd = /\x07|\x1b\\|\x9c/g
const csiBody = /([0-9:;<=>?]*)[ -/]*([@-~])/y
const escapeBody = /[ -/]*([0-~])/y

/** True when a line may need more than being shown as it is. */
export function hasControls(text: string): boolean {
  control.lastIndex = 0
  return control.test(text)
}

/** True when a line prints anything, whether or not it is still there at its end. */
export function hasPrint(text: string): boolean {
  let found = false
  parseTerminal(text, { print: () => (found = true), csi: ignore, escape: ignore, move: ignore })
  return found
}

const ignore = () => undefined

export function parseTerminal(text: string, sink: TerminalSink): void {
  let at = 0
  // An unterminated OSC must not make every later one search to the end of the line again.
  let stringEnds = true
  while (at < text.length) {
    control.lastIndex = at
    const found = control.exec(text)
    const stop = found?.index ?? text.length
    if (stop > at) sink.print(text.slice(at, stop))
    at = stop + 1
    const char = found?.[0]
    if (char === '\r' || char === '\b') sink.move(char)
    if (char !== '\x1b') continue
    const next = text[at]
    if (next === '[') at = readCsi(text, at + 1, sink)
    else if (next !== undefined && ']P_X^'.includes(next)) {
      stringEnd.lastIndex = at
      const end: RegExpExecArray | null = stringEnds ? stringEnd.exec(text) : null
      stringEnds = end !== null
      at = end === null ? at + 1 : end.index + end[0].length
    } else at = readEscape(text, at, sink)
  }
}

// A sink may parse other text in between, so nothing of these patterns is read after calling it.

function readCsi(text: string, at: number, sink: TerminalSink): number {
  csiBody.lastIndex = at
  const body = csiBody.exec(text)
  // A broken sequence loses only its ESC, so that nothing readable disappears.
  if (body === null) return at - 1
  sink.csi(body[2] ?? '', body[1] ?? '')
  return at + body[0].length
}

function readEscape(text: string, at: number, sink: TerminalSink): number {
  escapeBody.lastIndex = at
  const body = escapeBody.exec(text)
  if (body === null) return at
  if (body[0].length === 1) sink.escape(body[0])
  return at + body[0].length
}
