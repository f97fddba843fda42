// What a line looks like when its counters, times and ids are masked, as one number: two lines of the same shape repeat each other.

const [zero, nine, upperA, upperZ, lowerA, lowerF, lowerZ] = [0x30, 0x39, 0x41, 0x5a, 0x61, 0x66, 0x7a]
const mask = 0x23
/** Longer lines are told apart by their beginning and their length. */
const mostRead = 2000
/** Hexadecimal words of this many characters are ids when they have a digit. */
const shortestId = 7
/** With fewer letters than this a line says nothing but its numbers, and those count. */
const fewestLetters = 2

/** A number of 53 bits; lines that differ only in numbers, times, hexadecimal ids and runs of white space have the same. */
export function lineShape(text: string, start = 0, end = text.length): number {
  const stop = Math.min(end, start + mostRead)
  const hash = new ShapeHash()
  let letters = 0
  let lastWasNumber = false
  for (let at = start; at < stop;) {
    const code = text.charCodeAt(at)
    if (!isWordCode(code)) {
      const isSpace = code === 0x20 || code === 0x09
      if (isSpace) while (isSpaceCode(text.charCodeAt(at + 1)) && at + 1 < stop) at++
      // In `1.5`, `12:30:01` and `1,200` the marks belong to the number.
      const joins = lastWasNumber && (code === 0x2e || code === 0x3a || code === 0x2c) && isDigit(text.charCodeAt(at + 1))
      if (!joins) {
        hash.add(isSpace ? 0x20 : code)
        lastWasNumber = false
      }
      at++
      continue
    }
    const wordEnd = endOfWord(text, at, stop)
    if (isId(text, at, wordEnd)) {
      if (!lastWasNumber) hash.add(mask)
      lastWasNumber = true
    } else
      for (let index = at; index < wordEnd; index++) {
        const char = text.charCodeAt(index)
        if (!isDigit(char)) {
          hash.add(char)
          letters++
        } else if (!lastWasNumber) hash.add(mask)
        lastWasNumber = isDigit(char)
      }
    at = wordEnd
  }
  if (letters < fewestLetters) for (let at = start; at < stop; at++) hash.add(text.charCodeAt(at))
  if (stop < end) hash.add(end - start)
  return hash.value
}

/** Two hashes of 32 bits side by side. */
class ShapeHash {
  #low = 0x811c9dc5
  #high = 0x9e3779b1

  add(code: number): void {
    this.#low = Math.imul(this.#low ^ code, 0x01000193)
    this.#high = Math.imul(this.#high ^ code, 0x85ebca6b)
    this.#high ^= this.#high >>> 15
  }

  get value(): number {
    return (this.#high >>> 11) * 0x1_0000_0000 + (this.#low >>> 0)
  }
}

const isDigit = (code: number) => code >= zero && code <= nine
const isSpaceCode = (code: number) => code === 0x20 || code === 0x09
const isWordCode = (code: number) =>
  isDigit(code) || (code >= lowerA && code <= lowerZ) || (code >= upperA && code <= upperZ) || code > 0x7f

function endOfWord(text: string, from: number, stop: number): number {
  let at = from + 1
  while (at < stop && isWordCode(text.charCodeAt(at))) at++
  return at
}

/** All digits, or so long a hexadecimal word with a digit that it names nothing a person would read. */
function isId(text: string, from: number, end: number): boolean {
  let digits = 0
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) digits++
    else if (!((code | 0x20) >= lowerA && (code | 0x20) <= lowerF)) {
      if (!(at === from + 1 && (code | 0x20) === 0x78 && text.charCodeAt(from) === zero)) return false
    }
  }
  return digits === end - from || (digits > 0 && end - from >= shortestId)
}
