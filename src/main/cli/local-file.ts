// Files that a command was pointed at.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ArtifactType } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { messageOf } from '../../shared/message-of.ts'
import { recogniseType } from '../facts/recognise.ts'
import { unpack, unpacked, unpackedName } from '../unpacked.ts'

/** Read as an artifact would be. */
export interface LocalFile {
  /** Without the ending of its compression. */
  name: string
  type: ArtifactType
  /** What it holds, decompressed. */
  read(): AsyncIterable<Uint8Array>
}

const headBytes = 64 * 1024

export const isUri = (input: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(input)

/** Compressed files are read as what they hold. Without a type, it is recognised. @throws path.unreadable */
export async function openLocalFile(path: string, type: ArtifactType | undefined): Promise<LocalFile> {
  const opened = await unpack(createReadable(path), Infinity).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  const name = opened.packing === undefined ? basename(path) : unpackedName(basename(path))
  const head = await readHead(path, opened.content)
  return { name, type: type ?? recogniseType(name, head), read: () => unpacked(createReadable(path), Infinity) }
}

const createReadable = (path: string) => createReadStream(path, { highWaterMark: 1024 * 1024 })

async function readHead(path: string, content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of content) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= headBytes) break
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

/** `-` is standard input. @throws path.unreadable for what is no file */
export async function checkInput(path: string): Promise<void> {
  if (path === '-') return
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  if (found.isDirectory()) throw new VitrineError('path.unreadable', { path, reason: 'it is a folder; "vitrine import" takes folders' })
}

function unreadable(path: string, error: unknown): VitrineError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  const reason = isMissing ? 'there is no such file' : messageOf(error)
  return new VitrineError('path.unreadable', { path, reason }, { cause: error })
}
