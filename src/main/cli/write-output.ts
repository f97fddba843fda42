import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'

/** Writes content to a file, or for `-` to standard output. The file appears only when all its bytes are there and right. */
export async function writeOutput(output: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const readable = Readable.from(content, { objectMode: false })
  if (output === '-') await pipeline(readable, process.stdout, { end: false })
  else await makeFile(output, (partial) => pipeline(readable, createWriteStream(partial)))
}

/**
 * Makes a file by way of one beside it, which takes its place when it is whole, unless `isKept` says no of what was made.
 * @throws path.unreadable where it cannot be written
 */
export async function makeFile<T>(
  path: string,
  make: (partial: string) => Promise<T>,
  isKept: (made: T) => boolean = () => true,
): Promise<T> {
  const partial = `${path}.${process.pid}.part`
  try {
    const made = await make(partial)
    if (isKept(made)) await rename(partial, path)
    return made
  } catch (error) {
    await rm(partial, { force: true })
    if (isVitrineError(error) || !(error instanceof Error && 'syscall' in error)) throw error
    throw new VitrineError('path.unreadable', { path, reason: `it cannot be written: ${error.message}` }, { cause: error })
  }
}
