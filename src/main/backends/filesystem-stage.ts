// Bytes on their way into a folder. Small ones are held until they have their place and are written there; others are a file of their own
// until they have their name.
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { type BriefCalls } from '../brief-calls.ts'
import { type Stage } from '../store/backend.ts'
import { isErrno, noConditions } from './filesystem-error.ts'
import { writeNew } from './stored-file.ts'

export const stageFolder = '.vitrine/tmp/'

/** A file of its own, and its name, cost more than writing so many bytes. */
const mostHeldBytes = 64 * 1024

interface StageParts {
  id: string
  guard: <T>(key: string, operation: 'write', work: () => Promise<T>) => Promise<T>
  placeFor: (key: string) => Promise<string>
  calls: BriefCalls
}

export function createFilesystemStage({ id, guard, placeFor, calls }: StageParts): Stage {
  let held: Uint8Array[] = []
  let written = 0
  let staged: { path: string; file: FileHandle; isOpen: boolean } | undefined

  const append = async (file: FileHandle, chunk: Uint8Array) => {
    for (let offset = 0; offset < chunk.length;) offset += (await file.write(chunk, offset)).bytesWritten
  }
  /** The file of its own, with what was held. */
  const stageFile = async () => {
    if (staged !== undefined) return staged
    const path = await placeFor(stageFolder + id)
    const opened = (staged = { path, file: await open(path, 'wx'), isOpen: true })
    for (const chunk of held) await append(opened.file, chunk)
    held = []
    return opened
  }
  const close = async () => {
    if (staged?.isOpen !== true) return
    staged.isOpen = false
    await staged.file.close()
  }
  const flush = async () => {
    const { path, file, isOpen } = await stageFile()
    if (isOpen) await file.datasync()
    await close()
    return path
  }
  /** False when something is there. */
  const putInPlace = async (path: string): Promise<boolean> => {
    try {
      await writeNew({ path, content: held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held), flush: true, calls })
      return true
    } catch (error) {
      if (isErrno(error, 'EEXIST')) return false
      throw error
    }
  }

  return {
    id,
    write: (chunk) =>
      guard(id, 'write', async () => {
        written += chunk.length
        if (staged === undefined && written <= mostHeldBytes) held.push(Buffer.from(chunk))
        else await append((await stageFile()).file, chunk)
      }),
    finish: () =>
      guard(id, 'write', async () => {
        if (staged !== undefined) await flush()
        return written
      }),
    commit: (key, { ifAbsent = false, inPlace = false } = {}) =>
      guard(key, 'write', async () => {
        if (ifAbsent) throw noConditions()
        const place = await placeFor(key)
        if (inPlace && staged === undefined && (await putInPlace(place))) return true
        await rename(await flush(), place)
        staged = undefined
        return true
      }),
    discard: () =>
      guard(id, 'write', async () => {
        held = []
        await close()
        if (staged !== undefined) await rm(staged.path, { force: true })
      }),
  }
}
