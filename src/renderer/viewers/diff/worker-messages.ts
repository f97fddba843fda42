// What the page and its workers say to each other.
import { type TextEncoding } from '../../../shared/patch/patch-text.ts'
import { type FetchFailure } from '../fetch-failure.ts'
import { type PaintRequest, type RowPaint } from './marks/row-paint.ts'
import { type WhitespaceRequest } from './marks/find-whitespace.ts'
import { type HunkWhitespace } from './model/whitespace-pairs.ts'
import { type ScannedSegment } from './scan/segments.ts'
import { type MarkRequest } from './viewed/mark-hunks.ts'

/** Work on lines that the page hands over; the answer carries the same `id`. */
export type DiffJob =
  | { job: 'paint'; request: PaintRequest }
  | { job: 'whitespace'; request: WhitespaceRequest }
  | { job: 'marks'; request: MarkRequest }

export type DiffJobResult =
  | { job: 'paint'; paint: RowPaint }
  | { job: 'whitespace'; hunks: HunkWhitespace[] }
  | { job: 'marks'; marks: string[] }

export type ToScanWorker =
  | { say: 'start'; totalBytes: number | undefined }
  | { say: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  /** No more bytes come. */
  | { say: 'whole' }

export type ToRowWorker = { id: number } & DiffJob

export type FromScanWorker =
  | { say: 'opened'; totalBytes: number | undefined; wasGzip: boolean; encoding: TextEncoding }
  | { say: 'segment'; scanned: ScannedSegment }
  | { say: 'end' }
  | { say: 'failed'; failure: FetchFailure }

export type FromRowWorker = { say: 'done'; id: number; result: DiffJobResult } | { say: 'undone'; id: number; reason: string }
