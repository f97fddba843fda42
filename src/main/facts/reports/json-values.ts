// Reads values of unknown JSON without trusting it.

/** The member of an object, or undefined for anything else. */
export function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

export function has(value: unknown, ...keys: string[]): boolean {
  return keys.every((key) => member(value, key) !== undefined)
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The members of an object as pairs; of a list, none. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Seconds as milliseconds. */
export function secondsOf(value: unknown): number | undefined {
  const seconds = numberOf(value)
  return seconds === undefined ? undefined : Math.round(seconds * 1e6) / 1e3
}

/**
 * The value of JSON text that may be cut off anywhere: what is complete is kept. With `elements`, only up to the last object of a list
 * that is whole, so that none lacks a part of its own.
 * @throws SyntaxError when it is no JSON
 */
export function parseBeginning(text: string, keep: 'members' | 'elements' = 'members'): unknown {
  let closers = ''
  let inString = false
  let kept = { end: 0, closers: '' }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      closers = (char === '{' ? '}' : ']') + closers
      if (keep === 'members') kept = { end: at + 1, closers }
    } else if (char === '}' || char === ']') {
      closers = closers.slice(1)
      if (keep === 'members' || (char === '}' && closers.startsWith(']'))) kept = { end: at + 1, closers }
    } else if (char === ',' && keep === 'members') kept = { end: at, closers }
  }
  return JSON.parse(text.slice(0, kept.end) + kept.closers)
}
