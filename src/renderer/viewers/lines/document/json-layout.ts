// JSON with its parts on lines of their own. Tokens stay as they are written: numbers keep their digits, names may repeat.
import { messageOf } from '../../../../shared/message-of.ts'

export type JsonLayout = { state: 'laid-out'; text: string } | { state: 'not-json'; reason: string }

const indent = '  '

/** One JSON value, or one on every line (JSON Lines). */
export function layOutJson(text: string): JsonLayout {
  const whole = parseProblem(text)
  if (whole === undefined) return { state: 'laid-out', text: layOut(text) }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || lines.some((line) => parseProblem(line) !== undefined)) return { state: 'not-json', reason: whole }
  return { state: 'laid-out', text: lines.map(layOut).join('') }
}

function parseProblem(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** Lays out what is known to be JSON. */
function layOut(json: string): string {
  const parts: string[] = []
  let depth = 0
  let at = 0
  const newLine = () => parts.push('\n', indent.repeat(depth))
  while (at < json.length) {
    const char = json[at] ?? ''
    if (char === '"') {
      const end = endOfString(json, at)
      parts.push(json.slice(at, end))
      at = end
    } else if (char === '{' || char === '[') {
      const next = skipSpace(json, at + 1)
      const isEmpty = json[next] === '}' || json[next] === ']'
      parts.push(char)
      if (isEmpty) parts.push(json[next] ?? '')
      else {
        depth++
        newLine()
      }
      at = isEmpty ? next + 1 : next
    } else if (char === '}' || char === ']') {
      depth--
      newLine()
      parts.push(char)
      at++
    } else if (char === ',') {
      parts.push(char)
      newLine()
      at++
    } else if (char === ':') {
      parts.push(': ')
      at++
    } else if (isSpace(char)) at++
    else {
      const end = endOfWord(json, at)
      parts.push(json.slice(at, end))
      at = end
    }
  }
  parts.push('\n')
  return parts.join('')
}

const isSpace = (char: string | undefined) => char === ' ' || char === '\n' || char === '\r' || char === '\t'

function skipSpace(json: string, from: number): number {
  let at = from
  while (isSpace(json[at])) at++
  return at
}

function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0
    while (json[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
  return json.length
}

const word = /[^\s{}[\],:"]+/y

function endOfWord(json: string, start: number): number {
  word.lastIndex = start
  return start + Math.max(1, word.exec(json)?.[0].length ?? 1)
}
