// Bytes out of what `git diff --binary` writes: deflated, in letters, as they are or as a delta against the other version.

/** One direction of a binary patch. */
export interface BinaryPatch {
  how: 'literal' | 'delta'
  /** Of the bytes that come out of it, as the patch says. */
  size: number
  lines: string[]
}

/** A picture larger than this is not decoded. */
export const mostPictureBytes = 32 * 1024 * 1024

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
const valueOf = new Map(Array.from(alphabet, (letter, value) => [letter, value]))

/** How many bytes a line holds, by its first letter. */
function lengthOf(line: string): number {
  const code = line.charCodeAt(0)
  return code >= 97 ? code - 96 + 26 : code - 64
}

/** Undefined when it is no such text. */
export function decodeLetters(lines: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + lengthOf(line), 0))
  let end = 0
  for (const line of lines) {
    const length = lengthOf(line)
    if (line.length - 1 !== 5 * Math.ceil(length / 4)) return undefined
    for (let index = 1; index < line.length; index += 5) {
      let word = 0
      for (const letter of line.slice(index, index + 5)) {
        const value = valueOf.get(letter)
        if (value === undefined) return undefined
        word = word * 85 + value
      }
      if (word > 0xffffffff) return undefined
      const left = Math.min(4, length - 4 * ((index - 1) / 5))
      for (let byte = 0; byte < left; byte++) bytes[end++] = Math.floor(word / 2 ** (24 - 8 * byte)) & 0xff
    }
  }
  return bytes
}

/** Exactly `size` bytes, or undefined: what would become more is left in the middle. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (size > mostPictureBytes) return undefined
  const inflated = new Uint8Array(size)
  let length = 0
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      if (length + value.length > size) {
        await reader.cancel()
        return undefined
      }
      inflated.set(value, length)
      length += value.length
    }
  } catch {
    return undefined
  }
  return length === size ? inflated : undefined
}

/** What a delta begins with: how many bytes it is made from and makes, and where its operations begin. */
function readSizes(delta: Uint8Array): { oldSize: number; size: number; at: number } {
  let at = 0
  const readSize = () => {
    let size = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = delta[at++] ?? 0
      size += (byte & 0x7f) * factor
      if (byte < 128 || factor > 2 ** 42) return size
    }
  }
  return { oldSize: readSize(), size: readSize(), at }
}

/** The new bytes that a delta of git makes of the old ones. */
export function applyDelta(old: Uint8Array, delta: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const { oldSize, size, at: first } = readSizes(delta)
  let at = first
  if (oldSize !== old.length || size > mostPictureBytes) return undefined
  const made = new Uint8Array(size)
  let end = 0
  while (at < delta.length) {
    const operation = delta[at++] ?? 0
    let piece: Uint8Array
    if (operation >= 128) {
      let from = 0
      let length = 0
      for (let bit = 0; bit < 4; bit++) if ((operation & (1 << bit)) !== 0) from += (delta[at++] ?? 0) * 2 ** (8 * bit)
      for (let bit = 0; bit < 3; bit++) if ((operation & (16 << bit)) !== 0) length += (delta[at++] ?? 0) * 2 ** (8 * bit)
      piece = old.subarray(from, from + (length === 0 ? 0x10000 : length))
      if (piece.length !== (length === 0 ? 0x10000 : length)) return undefined
    } else {
      piece = delta.subarray(at, at + operation)
      at += operation
      if (operation === 0 || piece.length !== operation) return undefined
    }
    if (end + piece.length > size) return undefined
    made.set(piece, end)
    end += piece.length
  }
  return end === size ? made : undefined
}

/** The first bytes that come out of bytes whose end may be missing. */
async function inflateFirst(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const { readable, writable } = new DecompressionStream('deflate')
  const reader = readable.getReader()
  const first = reader.read()
  const writer = writable.getWriter()
  // That the end is missing is told behind the first bytes, which may not be waited for: nobody reads on.
  Promise.all([writer.write(bytes), writer.close()]).catch(() => undefined)
  try {
    return (await first).value
  } catch {
    return undefined
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

/** How many bytes the file has before and after a delta, of which the first lines are enough. */
export async function readDeltaSizes({ lines }: BinaryPatch): Promise<{ old: number; new: number } | undefined> {
  const letters = decodeLetters(lines)
  const head = letters === undefined ? undefined : await inflateFirst(letters)
  if (head === undefined) return undefined
  const { oldSize, size, at } = readSizes(head)
  return at <= head.length ? { old: oldSize, new: size } : undefined
}

async function bytesOf(patch: BinaryPatch | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const letters = patch === undefined || patch.size > mostPictureBytes ? undefined : decodeLetters(patch.lines)
  return patch === undefined || letters === undefined ? undefined : inflate(letters, patch.size)
}

export interface BinaryVersion {
  /** Undefined where the patch does not hold all of them. */
  bytes: Uint8Array<ArrayBuffer> | undefined
  /** Undefined where the patch does not tell it. */
  size: number | undefined
}

export interface BinaryVersions {
  old: BinaryVersion
  new: BinaryVersion
}

/** Both versions of the file, as far as the patch holds them: first what leads to the new one, then what leads back. */
export async function readBinaryPatch([forth, back]: readonly BinaryPatch[]): Promise<BinaryVersions> {
  const [newer, older] = [await bytesOf(forth), await bytesOf(back)]
  const isWhole = (patch: BinaryPatch | undefined) => patch?.how === 'literal'
  const known = (bytes: Uint8Array<ArrayBuffer> | undefined, size = bytes?.length) => ({ bytes, size })
  if (newer !== undefined && older !== undefined && isWhole(forth) !== isWhole(back)) {
    return isWhole(forth)
      ? { new: known(newer), old: known(applyDelta(newer, older), readSizes(older).size) }
      : { old: known(older), new: known(applyDelta(older, newer), readSizes(newer).size) }
  }
  const there = forth?.how === 'delta' && newer !== undefined ? readSizes(newer) : undefined
  const toward = back?.how === 'delta' && older !== undefined ? readSizes(older) : undefined
  return {
    new: isWhole(forth) ? known(newer, forth?.size) : known(undefined, there?.size ?? toward?.oldSize),
    old: isWhole(back) ? known(older, back?.size) : known(undefined, there?.oldSize ?? toward?.size),
  }
}
