// What a disk does not keep of a file: `.vitrine-files/<name>` beside it. A directory that is moved takes the sidecars in it along.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type FileEntry } from '../../../shared/agent-file.ts'
import { isErrno } from '../../backends/filesystem-error.ts'
import { replaceFile } from '../../backends/replace-file.ts'
import { type RootedPaths } from '../../backends/rooted-paths.ts'

export const sidecarFolder = '.vitrine-files'

const sidecarSchema = z.object({
  format: z.literal(1),
  title: z.string().nullable(),
  id: z.string().nullable(),
  file_type: z.string(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.json()),
  created_at: z.string(),
  mime_type: z.string(),
  encoding: z.enum(['utf-8', 'binary']),
  checksum: z.string().nullable(),
  /** Size and moment of the file that the checksum is of: another one has another checksum. */
  stamp: z.string(),
})
export type Sidecar = z.infer<typeof sidecarSchema>

export function sidecarKey(key: string): string {
  const slash = key.lastIndexOf('/') + 1
  return `${key.slice(0, slash)}${sidecarFolder}/${key.slice(slash)}`
}

export const stampOf = ({ size, mtimeNs }: { size: bigint; mtimeNs: bigint }) => `${size}-${mtimeNs}`

/** Undefined when there is none, or none that can be read: the file is there all the same. */
export async function readSidecar(path: string): Promise<Sidecar | undefined> {
  try {
    return sidecarSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || isErrno(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return undefined
    throw error
  }
}

export async function writeSidecar(paths: RootedPaths, key: string, entry: FileEntry, stamp: string): Promise<void> {
  const sidecar: Sidecar = {
    format: 1,
    title: entry.title,
    id: entry.id,
    file_type: entry.fileType,
    tags: entry.tags,
    custom: entry.custom,
    created_at: entry.createdAt,
    mime_type: entry.mimeType,
    encoding: entry.encoding,
    checksum: entry.checksum,
    stamp,
  }
  await replaceFile(await paths.placeFor(sidecarKey(key)), Buffer.from(`${JSON.stringify(sidecar, undefined, 1)}\n`))
}
