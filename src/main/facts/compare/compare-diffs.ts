import { type Interdiff } from '../../../shared/comparison/interdiff.ts'
import { interdiff } from '../diff/interdiff.ts'

/** What two diffs make of the same files, and the patch between. */
export function compareDiffs(first: Uint8Array, second: Uint8Array): Interdiff {
  const files = interdiff(first, second)
  const patch = new Uint8Array(files.reduce((sum, file) => sum + file.patch.length, 0))
  let at = 0
  for (const file of files) {
    patch.set(file.patch, at)
    at += file.patch.length
  }
  return { files: files.map(({ patch: _patch, ...file }) => file), patch }
}
