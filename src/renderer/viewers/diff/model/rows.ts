// One row per line of the diff that is content: what it is, and where its text lies.

export const rowKinds = { hunk: 0, context: 1, added: 2, removed: 3, text: 4 } as const
export type RowKind = (typeof rowKinds)[keyof typeof rowKinds]

/** The bits of `kinds[row]` that hold the kind; the others are flags. */
export const kindMask = 0x0f

export const rowFlags = {
  /** Followed by "\ No newline at end of file". */
  noNewline: 0x10,
  /** Ends in a carriage return, which is not part of the text. */
  carriageReturn: 0x20,
  /** Comes after the hunk has all lines that its header promised. */
  beyondHeader: 0x40,
  /** Has no sign column: a context line whose blank was stripped, an empty one first of all. */
  unsigned: 0x80,
} as const

export const hunkFlags = {
  /** The header promises more lines than follow. */
  tooFew: 1,
  /** The header promises fewer lines than follow. */
  tooMany: 2,
  /** The header has no line numbers to read, so its rows have none. */
  unreadable: 4,
} as const

/** Rows of one segment, column by column. A line number of 0 is none. */
export interface RowColumns {
  offsets: Uint32Array<ArrayBuffer>
  kinds: Uint8Array<ArrayBuffer>
  oldLines: Uint32Array<ArrayBuffer>
  newLines: Uint32Array<ArrayBuffer>
  /** Width in character cells of the text after the signs, 65,535 at most. */
  widths: Uint16Array<ArrayBuffer>
}

/** A piece of the diff that starts and ends with whole lines, with the rows found in it. */
export interface Segment extends RowColumns {
  bytes: Uint8Array<ArrayBuffer>
  firstRow: number
}

/** Hunks from the `from`th on; what was known of them before is replaced. */
export interface HunkColumns {
  from: number
  rows: Uint32Array<ArrayBuffer>
  flags: Uint8Array<ArrayBuffer>
}

/** Rows of the shorter side of a change that stand beside another row than their own number in it. */
export interface RowShifts {
  rows: Uint32Array<ArrayBuffer>
  slots: Uint16Array<ArrayBuffer>
}
