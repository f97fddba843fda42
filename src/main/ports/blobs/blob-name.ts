import { createHash } from 'node:crypto'

const shownBytes = 32
const hashDigits = 16

/** The file name of a key as agent_session_manager makes it, e.g. `patches_fix_diff_8d56164cb4b78310` for `patches/fix.diff`. */
export function blobName(key: string): string {
  const bytes = Buffer.from(key)
  const shown = bytes
    .subarray(0, shownBytes)
    .toString('latin1')
    .replace(/[^A-Za-z0-9_-]/g, '_')
  return `${shown}_${createHash('sha256').update(bytes).digest('hex').slice(0, hashDigits)}`
}
