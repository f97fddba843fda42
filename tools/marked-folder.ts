// Folders for what tests write. Random letters in a name are now and then what a test looks for; dashes and underscores never are.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a folder that nobody else has, for its owner alone; the answer is its path. */
export function makeMarkedFolder(place: string, prefix: string): string {
  for (;;) {
    const path = join(place, `${prefix}${Array.from(randomBytes(12), (byte) => (byte % 2 === 0 ? '-' : '_')).join('')}`)
    try {
      mkdirSync(path, { mode: 0o700 })
      return path
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
