// As much of a diff as a page can hold: whole files from its beginning.
import { formatBytes } from '../../../shared/bytes.ts'
import { readPatchText } from '../../../shared/patch/patch-text.ts'

export interface HeldDiff {
  text: string
  /** Files that did not fit. */
  leftOut: number
  leftOutBytes: number
}

const fileHeads = /^diff --git |^--- (?=.*\n\+\+\+ )/gm

/** Reads to the end whatever is kept, since only the end says whether the bytes are right. @throws artifact.corrupt */
export async function readDiff(content: AsyncIterable<Uint8Array>, limitBytes: number): Promise<HeldDiff> {
  const kept: Uint8Array[] = []
  let keptBytes = 0
  let bytes = 0
  let restHeads = 0
  for await (const chunk of readPatchText(content)) {
    bytes += chunk.length
    const fits = chunk.subarray(0, Math.max(0, limitBytes - keptBytes))
    if (fits.length > 0) kept.push(fits)
    keptBytes += fits.length
    if (fits.length < chunk.length) restHeads += countOf(Buffer.from(chunk.subarray(fits.length)), '\ndiff --git ')
  }
  const text = Buffer.concat(kept).toString('utf8')
  if (keptBytes === bytes) return { text, leftOut: 0, leftOutBytes: 0 }
  const heads = Array.from(text.matchAll(fileHeads), ({ index }) => index)
  const lastHead = heads.at(-1) ?? 0
  const whole = text.slice(0, lastHead)
  return { text: whole, leftOut: restHeads + 1, leftOutBytes: bytes - Buffer.byteLength(whole) }
}

function countOf(bytes: Buffer, text: string): number {
  let count = 0
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count++
  return count
}

export const describeRest = ({ leftOut, leftOutBytes }: HeldDiff): string =>
  `${leftOut === 1 ? 'its last file' : `its last ${leftOut} files`}, ${formatBytes(leftOutBytes)}`
