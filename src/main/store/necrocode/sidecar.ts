// NecroCode's record of one artifact, `metadata/<flat>.json` [S13]. The format is in docs/formats.md.
import { z } from 'zod'
import { type ArtifactRecord, artifactTypeSchema, defaultNames } from '../../../shared/artifact.ts'
import { type Place } from '../catalog/catalog.ts'
import { artifactKey, checkName, isSafeFile, necrocodeFolder, seedFiles, taskFolder } from '../key.ts'
import { type TaskEntry } from '../task-file.ts'
import { formatLocalTime, parseLocalTime } from './local-time.ts'
import { formatPythonJson, parsePythonJson } from './python-json.ts'

/** Where NecroCode keeps its records. */
export const sidecarPrefix = 'metadata/'

const nameSchema = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1))
const orElse = <T>(schema: z.ZodType<T>, value: T) => schema.nullish().transform((given) => given ?? value)

/** What its Python requires is required, what it defaults is defaulted. */
export const sidecarSchema = z.object({
  uri: z.string().min(1),
  task_id: nameSchema,
  spec_name: nameSchema,
  type: artifactTypeSchema,
  /** Stored bytes. */
  size: z.number().int().nonnegative(),
  /** SHA-256 of the raw bytes. */
  checksum: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .toLowerCase(),
  /** Local time without a zone, as it was written. */
  created_at: z.string(),
  compressed: orElse(z.boolean(), false),
  /** Raw bytes; null when not compressed. */
  original_size: orElse<number | null>(z.number().int().nonnegative(), null),
  mime_type: orElse(z.string(), 'text/plain'),
  tags: orElse(z.array(z.string()), []),
  version: orElse(z.number().int().positive(), 1),
  metadata: orElse(z.record(z.string(), z.json()), {}),
})
export type Sidecar = z.infer<typeof sidecarSchema>

/** One of NecroCode's records and the place of the artifact it describes. */
export interface FoundSidecar {
  sidecar: Sidecar
  file: string
  /** True when it was made again from the bytes: it says nothing of an artifact that is known otherwise. */
  isDerived?: boolean
}

/** Keys under which its package puts artifacts. */
export const packageFile = /\/(diff|log|test-result)(\.v\d+)?\.(txt|json)(\.gz)?$/

/** The key of the record of an artifact with this URI; undefined when no file system takes such a name. */
export function sidecarKey(uri: string): string | undefined {
  const name = `${uri.replaceAll('://', '_').replace(/[/\\]/g, '_')}.json`
  return Buffer.byteLength(name) > 255 ? undefined : sidecarPrefix + name
}

/** @throws z.ZodError, SyntaxError, or an Error that says what is wrong */
export function parseSidecar(content: Uint8Array): Sidecar {
  const sidecar = sidecarSchema.parse(parsePythonJson(Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8')))
  parseLocalTime(sidecar.created_at)
  return sidecar
}

/** Of a URI of any machine, Windows' among them. */
const segmentsOf = (uri: string) => uri.split(/^(file:\/+)?[A-Za-z]:\\/.test(uri) ? /[/\\]/ : '/')

/** The last segment of a URI. */
export const fileNameOf = (uri: string) => segmentsOf(uri).at(-1) ?? ''

/**
 * Where the artifact of a record lies in this store, wherever the store was when the record was written: in the folder that NecroCode
 * gives its task or, when Vitrine wrote it, in Vitrine's.
 * @throws Error when that is no place inside a store on a disk
 */
export function placeOfSidecar({ uri, spec_name: specName, task_id: taskId }: Pick<Sidecar, 'uri' | 'spec_name' | 'task_id'>): Place {
  if (!uri.startsWith('file://')) throw new Error(`its bytes are not on a disk but at ${uri.slice(0, 200)}`)
  const segments = segmentsOf(uri)
  const fileName = segments.pop() ?? ''
  if (!isSafeFile(fileName)) throw new Error(`"${fileName.slice(0, 200)}" is no file of an artifact`)
  const folder = taskFolder(checkName('spec', specName), checkName('task', taskId))
  const ownFolder = necrocodeFolder(specName, taskId)
  if (ownFolder === folder || segments.join('/').endsWith(`/${folder}`)) return { folder, file: fileName }
  if (ownFolder === undefined) throw new Error('its spec and task lead outside the store')
  return { folder, file: `/${ownFolder}/${fileName}` }
}

/** The name that an artifact has by its file: the default one of its type when the file is called so. */
function nameOfFile({ type, version, compressed }: Sidecar, file: string): string {
  const fileName = file.slice(file.lastIndexOf('/') + 1)
  const plain = compressed ? fileName.replace(/\.gz$/, '') : fileName
  const unversioned = plain.replace(new RegExp(`\\.v${version}(?=\\.[^.]*$|$)`), '')
  if (type !== 'file' && unversioned === seedFiles[type].join('')) return defaultNames[type]
  try {
    return decodeURIComponent(unversioned)
  } catch {
    // A lone percent sign: nobody encoded it.
    return unversioned
  }
}

/** The artifact as Vitrine knows it. `taken` are the other artifacts of its task: none has the same name and version. */
export function entryOfSidecar({ sidecar, file }: FoundSidecar, folder: string, rootUri: string, taken: readonly TaskEntry[]): TaskEntry {
  const isTaken = (candidate: string) => taken.some(({ record }) => record.name === candidate && record.version === sidecar.version)
  const fileName = file.slice(file.lastIndexOf('/') + 1)
  let name = checkName('name', nameOfFile(sidecar, file))
  if (isTaken(name)) name = checkName('name', fileName)
  for (let number = 2; isTaken(name); number++) name = checkName('name', `${fileName} (${number})`)
  const tags = sidecar.tags.filter((tag) => tag !== '').map((tag) => checkName('tag', tag))
  const record: ArtifactRecord = {
    uri: `${rootUri}/${artifactKey(folder, file)}`,
    taskId: checkName('task', sidecar.task_id),
    specName: checkName('spec', sidecar.spec_name),
    type: sidecar.type,
    name,
    size: sidecar.size,
    originalSize: sidecar.original_size ?? sidecar.size,
    checksum: sidecar.checksum,
    createdAt: parseLocalTime(sidecar.created_at),
    compressed: sidecar.compressed,
    encoding: sidecar.compressed ? 'gzip' : 'identity',
    mimeType: sidecar.mime_type,
    tags: [...new Set(tags)],
    version: sidecar.version,
    metadata: sidecar.metadata,
  }
  return { record, file }
}

/** The record that NecroCode would have written. `before` is the one that it did write: what says the same is kept as it was. */
export function sidecarOfRecord(record: ArtifactRecord, before: Sidecar | undefined): Sidecar {
  const isSameMoment = before !== undefined && parseLocalTime(before.created_at) === record.createdAt
  return {
    uri: record.uri,
    task_id: before?.task_id ?? record.taskId,
    spec_name: before?.spec_name ?? record.specName,
    type: record.type,
    size: record.size,
    checksum: record.checksum,
    created_at: isSameMoment ? before.created_at : formatLocalTime(record.createdAt),
    compressed: record.compressed,
    original_size: record.compressed ? record.originalSize : null,
    mime_type: record.mimeType,
    tags: [...record.tags],
    version: record.version,
    metadata: record.metadata,
  }
}

/** The bytes of a record file; its keys stand in NecroCode's order because `sidecar`'s do. */
export function formatSidecar(sidecar: Sidecar): Uint8Array {
  return Buffer.from(formatPythonJson(sidecar))
}
