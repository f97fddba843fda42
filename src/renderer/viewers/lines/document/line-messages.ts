// What the page and the worker that keeps a stream's lines tell each other.
import { type FetchFailure } from '../../fetch-failure.ts'
import { type RowBlock } from './line-document.ts'
import { type RowPoint, type RowView, type ShownRow } from '../shown-row.ts'

export type LineQuestion =
  | { ask: 'rows'; view: RowView; first: number; end: number; limit: number }
  /** Single rows, in the order asked for. */
  | { ask: 'rows-at'; view: RowView; rows: readonly number[]; limit: number }
  | { ask: 'text'; view: RowView; start: RowPoint; end: RowPoint }
  /** Whole lines, as they are seen in the view; from 0, both ends included. */
  | { ask: 'line-text'; view: RowView; first: number; last: number }
  | { ask: 'row-of'; view: RowView; line: number }
  | { ask: 'row-bytes'; view: RowView; first: number }
  /** Reads on at another address; false when what lies there does not begin with what has come. */
  | { ask: 'extend'; address: string }

export interface LineAnswers {
  rows: ShownRow[]
  'rows-at': ShownRow[]
  text: string
  'line-text': string
  'row-of': number
  'row-bytes': Uint32Array<ArrayBuffer>
  extend: boolean
}

/** `json` puts the parts of JSON on lines of their own; it needs the whole stream first. */
export type LineLayout = 'as-is' | 'json'

export type ToLines =
  | { kind: 'open'; address: string; layout: LineLayout }
  /** Ends the fetch; what has come is kept. */
  | { kind: 'cancel' }
  | { kind: 'question'; id: number; question: LineQuestion }
  /** The port gets a `RowBlock` for each `ToFeed` it sends, and `null` at the end; more may follow when the stream has grown. */
  | { kind: 'feed'; port: MessagePort; view: RowView }

/** Asks for the next block; the memory of one that was read may be filled again. */
export interface ToFeed {
  used?: ArrayBuffer | undefined
}
export type FromFeed = RowBlock | null

/** How far the stream has come. Counts only grow. */
export interface LineProgress {
  /** Bytes that have come. */
  receivedBytes: number
  lineCount: number
  rowCount: Record<RowView, number>
  /** Rows before this one will not change any more, even when the stream grows after its end. */
  firmRows: Record<RowView, number>
  hasEscapes: boolean
  ended: boolean
  /** Since the fetch began. */
  elapsedMs: number
  /** Why the layout that was asked for could not be made; the lines are then as they are. */
  layoutProblem: string | undefined
}

export type FromLines =
  | { kind: 'progress'; progress: LineProgress }
  | { kind: 'failed'; failure: FetchFailure }
  | { kind: 'cancelled' }
  | { kind: 'answer'; id: number; answer: LineAnswers[keyof LineAnswers] }
