import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../../shared/errors.ts'

/** Writes content to a file, or for `-` to standard output. The file appears only when all its bytes are there and right. */
export async function writeOutput(output: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  if (output === '-') await pipeline(Readable.from(content, { objectMode: false }), process.stdout, { end: false })
  else await writeFile(output, content)
}

async function writeFile(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${path}.${process.pid}.part`
  try {
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    const isFileError = error instanceof Error && 'syscall' in error && !(error instanceof VitrineError)
    throw isFileError
      ? new VitrineError('path.unreadable', { path, reason: `it cannot be written: ${error.message}` }, { cause: error })
      : error
  }
}
