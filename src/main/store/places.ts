// From a URI to the place of its artifact [S3], and from an artifact to a place that is free.
import { type Place } from './catalog/catalog.ts'
import { artifactFile, artifactKey, type ArtifactPlace, isSafeFile } from './key.ts'
import { type StoreContext } from './store-context.ts'

/**
 * Where a URI's artifact lies. A URI of this root, a bare key, and a URI from before the store was moved (its last segments name the
 * task and the file) are understood; undefined for anything else.
 */
export function placeOfUri(rootUri: string, uri: string): Place | undefined {
  const key = uri.startsWith(`${rootUri}/`) ? uri.slice(rootUri.length + 1) : uri
  const segments = key.includes('://') ? lastSegments(key) : key.split('/')
  const [spec, task, ...file] = segments
  if (spec === undefined || task === undefined || file.length === 0 || !isSafeFile(segments.join('/'))) return undefined
  return { folder: `${spec}/${task}`, file: file.join('/') }
}

/** The keys that a URI may stand for, whole or from before the store was moved; the longest first. */
export function keysOfUri(rootUri: string, uri: string): string[] {
  if (uri.startsWith(`${rootUri}/`)) return [uri.slice(rootUri.length + 1)]
  if (!uri.includes('://')) return [uri]
  const segments = uri.slice(uri.indexOf('://') + 3).split('/')
  return segments.slice(0, -2).map((_segment, index) => segments.slice(index).join('/'))
}

/** Three, or for files in folders those from two before `files/`. */
function lastSegments(uri: string): string[] {
  const segments = uri.split('/')
  const files = segments.lastIndexOf('files')
  return files >= 2 && files < segments.length - 1 ? segments.slice(files - 2) : segments.slice(-3)
}

export interface FileRequest {
  place: ArtifactPlace
  /** Files of the task's other artifacts. */
  taken: readonly string[]
  /** The file of what is being replaced: it may be used again. */
  own?: string | undefined
  /** Taken when it is free. */
  preferred?: string | undefined
  /** Files whose keys somebody else had, as often as they were tried. */
  refused?: readonly string[] | undefined
}

/** A file for an artifact's bytes. What lies in a task without a record is somebody's: it is never written over. */
export async function chooseFile(
  { backend }: StoreContext,
  folder: string,
  { place, taken, own, preferred, refused = [] }: FileRequest,
): Promise<string> {
  // Who has a key may be about to record it, so it is tried once more; then it is nobody's who is still at work.
  const stillRefused = refused.filter((file, index) => refused.indexOf(file) !== index)
  for (const avoided = [...taken, ...stillRefused]; ;) {
    const file = artifactFile(place, avoided, preferred)
    // Where bytes are put only if none are there, that is found out then.
    if (file === own || backend.capabilities.conditionalWrites || !(await backend.exists(artifactKey(folder, file)))) return file
    avoided.push(file)
  }
}
