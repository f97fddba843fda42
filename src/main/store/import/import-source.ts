// Where an import reads from: a folder or a ZIP archive, as files with paths below it.
import { constants, readFileSync, statSync } from 'node:fs'
import { opendir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { type BriefCalls, briefBytes, openBriefCalls } from '../../brief-calls.ts'
import { pieceBytes, readPieces } from '../../read-pieces.ts'
import { readWhole } from '../../read-whole.ts'
import { reasonOf } from '../parse-problem.ts'
import { type Content } from '../upload/ingest.ts'
import { openZipSource } from './zip-source.ts'

export interface SourceFile {
  /** For people. */
  path: string
  /** The path below the source's top. */
  segments: string[]
  /** Bytes of the content. */
  sizeBytes: number
  open: () => Promise<Content>
}

export interface ImportSource {
  /** In natural order of their paths. */
  files: SourceFile[]
  /** What is no file that could be taken, and why. */
  skipped: { path: string; reason: string }[]
  close: () => Promise<void>
}

/** What is read whole to be understood: more than any record file holds. */
const largestDescriptionBytes = 64 * 1024 * 1024

/** A file that describes others, whole. @throws path.unreadable when it is larger than such a file can be */
export async function readDescription({ path, sizeBytes, open }: SourceFile): Promise<Uint8Array> {
  if (sizeBytes > largestDescriptionBytes) throw new VitrineError('path.unreadable', { path, reason: `it has ${sizeBytes} bytes` })
  const content = await open()
  return content instanceof Uint8Array ? content : readWhole(content)
}

/** @throws path.unreadable when it is neither a folder nor a ZIP archive that can be read */
export async function openImportSource(path: string): Promise<ImportSource> {
  const root = resolve(path)
  let isFolder: boolean
  try {
    isFolder = (await stat(root)).isDirectory()
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new VitrineError(
      'path.unreadable',
      { path, reason: isMissing ? 'there is no such file or folder' : reasonOf(error) },
      { cause: error },
    )
  }
  const source = isFolder ? await openFolderSource(root) : await openZipSource(root)
  const natural = new Intl.Collator('en', { numeric: true })
  return { ...source, files: source.files.toSorted((a, b) => natural.compare(a.segments.join('\0'), b.segments.join('\0'))) }
}

// What was a file when it was found may be a pipe by now, and nobody may wait for its other end.
const flag = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** A stream of its own, with a buffer of a piece, would cost a small file far more than it is worth. */
async function openFile(path: string, sizeBytes: number, calls: BriefCalls): Promise<Content> {
  if (sizeBytes > pieceBytes) return readPieces(path)
  const inPool = () => readFile(path, { flag })
  return sizeBytes > briefBytes ? inPool() : calls.run(() => readFileSync(path, { flag }), inPool)
}

/** Entries of a folder that are looked at together: one by one, each would wait for a turn of its own. */
const entriesAtOnce = 64

/** Symbolic links are not followed. */
async function openFolderSource(root: string): Promise<ImportSource> {
  const files: SourceFile[] = []
  const skipped: ImportSource['skipped'] = []
  const folders: string[][] = [[]]
  const calls = openBriefCalls()
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const found: string[][] = []
    try {
      for await (const entry of await opendir(join(root, ...folder), { bufferSize: entriesAtOnce })) {
        const segments = [...folder, entry.name]
        const path = join(root, ...segments)
        if (entry.name.startsWith('.')) skipped.push({ path, reason: 'its name starts with a dot' })
        else if (entry.isDirectory()) folders.push(segments)
        else if (entry.isFile()) found.push(segments)
        else skipped.push({ path, reason: 'it is no regular file' })
      }
    } catch (error) {
      const path = join(root, ...folder)
      const reason = messageOf(error)
      if (folder.length === 0) throw new VitrineError('path.unreadable', { path, reason }, { cause: error })
      skipped.push({ path, reason })
    }
    for (let start = 0; start < found.length; start += entriesAtOnce) {
      for (const file of await Promise.all(
        found.slice(start, start + entriesAtOnce).map((segments) => describeFile(root, segments, calls)),
      )) {
        if ('reason' in file) skipped.push(file)
        else files.push(file)
      }
    }
  }
  return { files, skipped, close: async () => undefined }
}

/** One file that vanished or cannot be read does not keep those beside it from being imported. */
async function describeFile(root: string, segments: string[], calls: BriefCalls): Promise<SourceFile | { path: string; reason: string }> {
  const path = join(root, ...segments)
  try {
    const { size: sizeBytes } = await calls.run(
      () => statSync(path),
      () => stat(path),
    )
    return { path, segments, sizeBytes, open: () => openFile(path, sizeBytes, calls) }
  } catch (error) {
    return { path, reason: messageOf(error) }
  }
}
