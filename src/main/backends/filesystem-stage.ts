// Bytes on their way into a folder: a file of their own until they have their name.
import { type FileHandle, rename, rm } from 'node:fs/promises'
import { type Stage } from '../store/backend.ts'
import { noConditions } from './filesystem-error.ts'

export const stageFolder = '.vitrine/tmp/'

interface StageParts {
  id: string
  path: string
  file: FileHandle
  guard: <T>(key: string, operation: 'write', work: () => Promise<T>) => Promise<T>
  placeFor: (key: string) => Promise<string>
}

/** An open file at `path`, which takes its place by rename. */
export function createFilesystemStage({ id, path, file, guard, placeFor }: StageParts): Stage {
  let written = 0
  let isOpen = true
  let isCommitted = false
  const close = async () => {
    if (isOpen) {
      isOpen = false
      await file.close()
    }
  }
  return {
    id,
    write: (chunk) =>
      guard(id, 'write', async () => {
        for (let offset = 0; offset < chunk.length;) offset += (await file.write(chunk, offset)).bytesWritten
        written += chunk.length
      }),
    finish: () =>
      guard(id, 'write', async () => {
        await file.datasync()
        await close()
        return written
      }),
    commit: (key, options) =>
      guard(key, 'write', async () => {
        if (options?.ifAbsent === true) throw noConditions()
        await rename(path, await placeFor(key))
        isCommitted = true
        return true
      }),
    discard: () =>
      guard(id, 'write', async () => {
        await close()
        if (!isCommitted) await rm(path, { force: true })
      }),
  }
}
