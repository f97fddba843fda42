// What the page and the worker that searches say to each other.
import { type SegmentCopy } from '../model/diff-model.ts'

/** Lines of the diff, and the pattern to count in them. */
export interface FindChunk extends SegmentCopy {
  id: number
  source: string
  flags: string
  /** The pattern stands for itself and cannot match a line end, so that many lines can be searched at once. */
  isPlain: boolean
}

/** Rows with hits, and how many each has. */
export interface FoundInChunk {
  id: number
  rows: Uint32Array<ArrayBuffer>
  counts: Uint32Array<ArrayBuffer>
}
