// Specs that are no plan of an agent: what the store keeps for its other doors lies in them, as artifacts like any others.

/** Keyed blobs: each key is a task, with one artifact. */
export const blobSpecName = 'vitrine:blobs'
/** Agent files: each scope is a task, each file an artifact. */
export const fileSpecName = 'vitrine:files'

/** True for specs that lists of work leave out, and that retention never cleans. */
export function isReservedSpec(specName: string): boolean {
  return specName === blobSpecName || specName === fileSpecName
}
