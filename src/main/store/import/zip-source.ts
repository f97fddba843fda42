// A ZIP archive as an import source. Entry names are only ever data, nothing is written under them; and an archive with a name that leads
// out of it is refused whole by the library.
import { type Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { type ImportSource } from './import-source.ts'

/** Deflate cannot reach this; a claim beyond it is a bomb. */
const largestRatio = 1100

/** @throws path.unreadable when the file is no ZIP archive, or a damaged one */
export async function openZipSource(path: string): Promise<ImportSource> {
  const unreadable = (error: unknown) =>
    new VitrineError('path.unreadable', { path, reason: `it is no readable ZIP archive (${messageOf(error)})` }, { cause: error })
  let archive: ZipFile
  try {
    archive = await openPromise(path, { autoClose: false, strictFileNames: false })
  } catch (error) {
    throw unreadable(error)
  }
  const source: ImportSource = { files: [], skipped: [], close: async () => archive.close() }
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      const shown = `${path}!${entry.fileName}`
      const reason = reasonToSkip(entry)
      if (reason !== undefined) source.skipped.push({ path: shown, reason })
      else {
        const segments = entry.fileName.split('/')
        source.files.push({ path: shown, segments, sizeBytes: entry.uncompressedSize, open: () => openEntry(archive, entry, shown) })
      }
    }
  } catch (error) {
    archive.close()
    throw unreadable(error)
  }
  return source
}

function reasonToSkip(entry: Entry): string | undefined {
  if (entry.fileName.split('/').some((segment) => segment.startsWith('.'))) return 'its name starts with a dot'
  // The upper half of the attributes is the Unix mode; 0xa000 is a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return 'it is a symbolic link'
  if (!entry.canDecodeFileData()) return 'it is encrypted, or compressed in an unknown way'
  if (entry.uncompressedSize > entry.compressedSize * largestRatio + 1024) return 'it claims to hold more than its bytes can'
  return undefined
}

/** The archive library ends the stream with an error when an entry is longer or shorter than it claims. */
async function openEntry(archive: ZipFile, entry: Entry, shown: string): Promise<Readable> {
  try {
    return await archive.openReadStreamPromise(entry)
  } catch (error) {
    throw new VitrineError('path.unreadable', { path: shown, reason: messageOf(error) }, { cause: error })
  }
}
