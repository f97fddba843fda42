// What every cloud's bucket is to the backend over it (bucket-backend.ts): single requests, none of them retried here. Names are whole
// object names, prefix included.
import { type ObjectStat, type ReadObject } from '../../store/backend.ts'

/** `name` is the object's whole name. */
export type BucketObject = Omit<ObjectStat, 'key'> & { name: string }

export interface PutOptions {
  /** Write only when the object there has this stamp; null: only when none is there. */
  ifMatch?: string | null | undefined
  /** Kept with the object; `head` gives it. */
  mark?: string | undefined
}

export interface GetOptions {
  /** First byte, from 0. */
  start: number
  /** Byte after the last; undefined for the end. */
  end: number | undefined
  /** The object must have this stamp still. */
  ifMatch?: string | undefined
  signal?: AbortSignal | undefined
}

/** An answer whose bytes have not been read yet; `content` must be read or `close` called. */
export interface Opened {
  content: AsyncIterable<Uint8Array>
  stamp: string
  /** Of the whole object. */
  sizeBytes: number
  close: () => void
}

export interface ListPageOptions {
  prefix: string
  /** Fold names that have it after the prefix into one row. */
  delimiter?: '/' | undefined
  /** Only names after this one; not together with `token`. */
  startAfter?: string | undefined
  token?: string | undefined
}

export interface ListPage {
  objects: BucketObject[]
  prefixes: string[]
  /** Gives the next page; undefined on the last. */
  token: string | undefined
}

/** A large object on its way in, that is none before `complete`. */
export interface LargeUpload {
  write: (chunk: Uint8Array) => Promise<void>
  complete: () => Promise<void>
  /** Leaves nothing behind; harmless after `complete`. */
  abort: () => Promise<void>
}

/** An upload that nobody completed or aborted. */
export interface UnfinishedUpload {
  name: string
  modifiedAt: Date
  abort: () => Promise<void>
}

/** Calls throw `TransientFault` for what another try may mend, and errors in Vitrine's words for the rest. */
export interface Bucket {
  /** Gives the new stamp; undefined when `ifMatch` did not hold. */
  put: (name: string, content: Uint8Array, options: PutOptions) => Promise<string | undefined>
  /** A small object; undefined when there is none. */
  read: (name: string) => Promise<ReadObject | undefined>
  /** Undefined when there is no such object, or none with that stamp. Bytes after the object's end are none. */
  open: (name: string, options: GetOptions) => Promise<Opened | undefined>
  head: (name: string) => Promise<BucketObject | undefined>
  delete: (name: string) => Promise<void>
  /** Replaces what is at `to`. Without a `mark`, that of `from` goes with it. @throws artifact.not-found */
  copy: (from: string, to: string, options: { mark?: string | undefined }) => Promise<void>
  list: (options: ListPageOptions) => Promise<ListPage>
  openUpload: (name: string, mark: string) => Promise<LargeUpload>
  /** Large uploads whose names start so; none where the service cannot list them. */
  listUploads: (prefix: string) => Promise<UnfinishedUpload[]>
  close: () => Promise<void>
}
