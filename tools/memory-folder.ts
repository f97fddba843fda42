// A folder in memory for what tests write: thousands of small stores, each of whose writes waits for the disk else. What waits for the disk
// is the same code there; a test that is run by itself, and the whole of `npm run torture`, run on the disk.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { availableMemory } from 'node:process'
import { join } from 'node:path'
import { makeMarkedFolder } from './marked-folder.ts'

/** Many times what all tests at once have been seen to hold, some 90 MB: a test may be of a large content. */
const neededBytes = 4 * 1024 ** 3

/** Undefined where there is no such place, or too little of it. Gone with this process. */
export function openMemoryFolder(place = '/dev/shm', needed = neededBytes): string | undefined {
  let folder: string
  try {
    const { bavail, bsize } = statfsSync(place)
    if (bavail * bsize < needed || availableMemory() < needed) return undefined
    // Short, since sockets are named in it.
    folder = makeMarkedFolder(place, 'vt')
  } catch {
    return undefined
  }
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  // Some stories are those of a user without rights.
  chmodSync(folder, 0o1777)
  return runsPrograms(folder) ? folder : undefined
}

/** Some systems forbid programs there, and the packaged app is one. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program')
  writeFileSync(program, '#!/bin/sh\nexit 7\n', { mode: 0o755 })
  const { status } = spawnSync(program)
  rmSync(program)
  return status === 7
}
