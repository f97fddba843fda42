// Writing a file of a disk whole or not at all.
import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isErrno } from './filesystem-error.ts'
import { flushFolder } from './rooted-paths.ts'

export interface ReplaceOptions {
  /** Where the new file lies until it is whole; on the same disk. Default: beside its place. */
  temporaryFolder?: string
  /** Permissions. Default: those of the file that was there. */
  mode?: number
}

/** Puts content in place of what was there; durable when it resolves. Writers side by side leave the content of one of them. */
export async function replaceFile(path: string, content: Uint8Array, { temporaryFolder, mode }: ReplaceOptions = {}): Promise<void> {
  const temporary = join(temporaryFolder ?? dirname(path), `.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx', mode ?? (await modeOf(path)))
    try {
      await file.writeFile(content)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await flushFolder(dirname(path))
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode & 0o777
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return 0o666
    throw error
  }
}

/** True for names of files that a killed process left behind. */
export const isTemporary = (name: string) => /^\.[0-9a-f-]{36}\.tmp$/.test(name)
