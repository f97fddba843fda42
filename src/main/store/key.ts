// Names and keys [S1] [S2]: any text becomes a path segment that every file system and bucket can carry, and no two texts
// become the same one.
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { type ArtifactType, defaultNames, type Encoding } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'

/** Vitrine's own folder at a store's root. */
export const vitrineFolder = '.vitrine'
/** The record file of a task, in the task's folder. */
export const taskFileName = 'metadata.json'

const longestName = 100_000
const longestSegmentBytes = 200
const longestExtension = 16
/** With spec, task and file name, a key stays below the 1,024 bytes of object stores. */
const longestFoldersBytes = 250

// Spec folders that would lie where a store keeps something else: ours, and those of NecroCode's stores.
const reservedRoots = new Set([vitrineFolder, 'metadata-index.json', 'metadata', 'locks'])
// Windows' device names count with any extension too, e.g. `con.txt`.
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
// oxlint-disable-next-line no-control-regex -- control characters are what it must find
const forbidden = /[/\\:*?"<>|%\u0000-\u001f\u007f]/g

const percentEncode = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
const encodeFirst = (text: string) => percentEncode(text.slice(0, 1)) + text.slice(1)

/**
 * A spec, task, artifact name or tag as it is kept: NFC-normalised, lone surrogates replaced.
 * @throws name.invalid for an empty name, or one over 100,000 characters
 */
export function checkName(field: string, name: string): string {
  const normalized = name.toWellFormed().normalize('NFC')
  const refuse = (reason: string) => new VitrineError('name.invalid', { field, value: normalized.slice(0, 100), reason })
  if (normalized === '') throw refuse('it is empty')
  if (normalized.length > longestName) throw refuse(`it is longer than ${longestName} characters`)
  return normalized
}

function encodeCharacters(text: string): string {
  const encoded = text.replace(forbidden, percentEncode).replace(/^[. ]/, percentEncode).replace(/[. ]$/, percentEncode)
  return deviceName.test(encoded) ? encodeFirst(encoded) : encoded
}

/** Of a segment that was cut: no other may end like one. */
const cutEnding = /~[0-9a-f]{16}$/

const closingOf = (whole: string) => `~${createHash('sha256').update(whole).digest('hex').slice(0, 16)}`

/** Cuts what would pass 200 bytes and closes it with 16 hex of the whole text's SHA-256. */
function cutSegment(encoded: string): string {
  if (Buffer.byteLength(encoded) <= longestSegmentBytes && !cutEnding.test(encoded)) return encoded
  const closing = closingOf(encoded)
  let kept = ''
  let bytes = closing.length
  for (const character of encoded) {
    bytes += Buffer.byteLength(character)
    if (bytes > longestSegmentBytes) break
    kept += character
  }
  return kept + closing
}

/** About the text that a segment stands for; what was cut stays cut. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** One text as one path segment: never empty for a checked name, never `.` or `..`, without a separator. */
export function encodeSegment(text: string): string {
  return cutSegment(encodeCharacters(text))
}

/** The folder of a task, e.g. `chat-app/1.1`. */
export function taskFolder(specName: string, taskId: string): string {
  const spec = encodeSegment(specName)
  return `${reservedRoots.has(spec.toLowerCase()) ? encodeFirst(spec) : spec}/${encodeSegment(taskId)}`
}

/** What the seed's files are called, where the version and the compression go between and behind. */
export const seedFiles: Record<Exclude<ArtifactType, 'file'>, [stem: string, extension: string]> = {
  diff: ['diff', '.txt'],
  log: ['log', '.txt'],
  test: ['test-result', '.json'],
}
const reservedFiles = new Set([taskFileName, 'files', ...Object.values(seedFiles).flatMap(([stem, extension]) => [stem, stem + extension])])
const encodingExtensions: Record<Encoding, string> = { zstd: '.zst', gzip: '.gz', identity: '' }

/** Splits a file name where the version goes. What would read as a version or a compression is no extension and gets its dot encoded. */
function splitFileName(encoded: string): [stem: string, extension: string] {
  const found = extname(encoded)
  const extension = found.length > longestExtension || /^\.(gz|zst|v\d+)?$/i.test(found) ? '' : found
  const stem = encoded.slice(0, encoded.length - extension.length)
  return [cutSegment(stem.replace(/\.(?=(gz|zst|v\d+)$)/i, '%2E')), extension]
}

/** Leaves out the last of more folders than a path or a bucket's key can hold, and closes with 16 hex of the SHA-256 of them all. */
function cutFolders(folders: readonly string[]): readonly string[] {
  const path = folders.join('/')
  if (Buffer.byteLength(path) <= longestFoldersBytes) return folders
  const kept: string[] = []
  let bytes = 0
  for (const folder of folders) {
    bytes += Buffer.byteLength(folder) + 1
    if (bytes > longestFoldersBytes) break
    kept.push(folder)
  }
  // No folder is just this: a text that is gets an ending of its own.
  return [...kept, closingOf(path)]
}

/** Everything that decides where an artifact's bytes lie in its task's folder. */
export interface ArtifactPlace {
  type: ArtifactType
  name: string
  version: number
  encoding: Encoding
}

function naturalFile({ type, name, version, encoding }: ArtifactPlace): string {
  const suffix = version === 1 ? '' : `.v${version}`
  if (type !== 'file' && name === defaultNames[type]) {
    const [stem, extension] = seedFiles[type]
    return stem + suffix + extension + encodingExtensions[encoding]
  }
  const segments = type === 'file' ? name.split('/') : [name]
  const last = encodeCharacters(segments.pop() ?? '')
  const [stem, extension] = splitFileName(type !== 'file' && reservedFiles.has(last.toLowerCase()) ? encodeFirst(last) : last)
  // A lone `%` stands for an empty segment, as in `a//b`: no encoded text is ever just that.
  const folders = cutFolders(segments.map((segment) => encodeSegment(segment) || '%'))
  const file = (stem || '%') + suffix + extension + encodingExtensions[encoding]
  return type === 'file' ? ['files', ...folders, file].join('/') : file
}

/**
 * The path of an artifact's stored bytes inside its task's folder, e.g. `diff.v2.txt.zst` or `files/src/a.v2.ts.zst`.
 * `taken` holds the paths of the task's other artifacts: one that differs from this only in case, or that is a folder where this
 * is a file, makes this one differ by encoded characters, or in the end by a number. `preferred` is used instead when nothing clashes.
 */
export function artifactFile(place: ArtifactPlace, taken: Iterable<string> = [], preferred?: string): string {
  const clashes = findClashes(taken)
  if (preferred !== undefined && !clashes(preferred)) return preferred
  const natural = naturalFile(place)
  const start = place.type === 'file' ? 'files/'.length : 0
  const folder = natural.slice(0, start)
  // By code points: half of one has no encoding.
  const characters = Array.from(natural.slice(start))
  for (let encoded = 0; encoded <= mostEncoded; encoded++) {
    const file = folder + percentEncode(characters.slice(0, encoded).join('')) + characters.slice(encoded).join('')
    if (!clashes(file)) return file
  }
  for (let number = 2; ; number++) {
    // No encoded text has a `%` before anything but two digits.
    const file = `${folder}%~${number}~${characters.join('')}`
    if (!clashes(file)) return file
  }
}

const mostEncoded = 3

/** Whether a path is one of `taken`, a folder of one, or below one; however large or small its letters are. */
function findClashes(taken: Iterable<string>): (path: string) => boolean {
  const others = new Set<string>()
  for (const path of taken) {
    const lower = path.toLowerCase()
    for (let end = lower.length; end > 0; end = lower.lastIndexOf('/', end - 1))
      others.add(lower.slice(0, end) + (end === lower.length ? '' : '/'))
  }
  return (path) => {
    const lower = path.toLowerCase()
    if (others.has(lower) || others.has(`${lower}/`)) return true
    for (let end = lower.lastIndexOf('/'); end > 0; end = lower.lastIndexOf('/', end - 1)) if (others.has(lower.slice(0, end))) return true
    return false
  }
}

/**
 * The key of an artifact's bytes. A `file` that begins with a slash is a path from the store's root instead of from the task's folder: that
 * of an artifact which NecroCode stored under names that are encoded here.
 */
export function artifactKey(folder: string, file: string): string {
  return file.startsWith('/') ? file.slice(1) : `${folder}/${file}`
}

/**
 * The folder where NecroCode keeps a task: it takes names as they are, so a slash in one makes a deeper folder. Undefined where that would
 * leave the root or lie in Vitrine's own folder.
 */
export function necrocodeFolder(specName: string, taskId: string): string | undefined {
  if (specName.startsWith('/') || taskId.startsWith('/')) return undefined
  const segments = `${specName}/${taskId}`.split('/').filter((segment) => segment !== '' && segment !== '.')
  const isInside = segments.length >= 2 && segments.every((segment) => segment !== '..' && !segment.includes('\0'))
  return isInside && segments[0]?.toLowerCase() !== vitrineFolder ? segments.join('/') : undefined
}

/** True for a `file` that a record of this task may have: a safe path in its folder, or one in NecroCode's folder of the same task. */
export function isFileOf(specName: string, taskId: string, file: string): boolean {
  if (!file.startsWith('/')) return isSafeFile(file)
  const slash = file.lastIndexOf('/')
  const folder = necrocodeFolder(specName, taskId)?.normalize('NFC')
  return file.slice(1, slash).normalize('NFC') === folder && isSafeFile(file.slice(slash + 1))
}

/**
 * True for a path that a record file may name: relative, inside the task's folder, without empty, `.` or `..` segments, and not the
 * record file itself. Record files are data from anywhere.
 */
export function isSafeFile(file: string): boolean {
  return (
    file !== taskFileName &&
    !file.includes('\\') &&
    !file.includes('\0') &&
    file.split('/').every((segment) => !['', '.', '..'].includes(segment))
  )
}
