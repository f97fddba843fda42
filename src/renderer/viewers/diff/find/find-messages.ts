// What the page and the worker that searches say to each other.

/** Lines of consecutive rows, and the pattern to count in them. */
export interface FindChunk {
  id: number
  firstRow: number
  bytes: Uint8Array<ArrayBuffer>
  offsets: Uint32Array<ArrayBuffer>
  signCounts: Uint8Array<ArrayBuffer>
  source: string
  flags: string
}

/** Rows with hits, and how many each has. */
export interface FoundInChunk {
  id: number
  rows: Uint32Array<ArrayBuffer>
  counts: Uint32Array<ArrayBuffer>
}
