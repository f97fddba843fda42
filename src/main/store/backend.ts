// The interface that the store needs of whatever holds its bytes.
import { VitrineError } from '../../shared/errors.ts'

/** What a backend can do beyond the interface; the store asks these, never the scheme. */
export interface BackendCapabilities {
  /** `upload` honours `ifMatch`, `commit` and `copy` honour `ifAbsent`: writers on several machines need no lock between them. */
  conditionalWrites: boolean
  /** `copy` and `move` do not carry the bytes through this process. */
  serverCopy: boolean
  /** The root lies on a disk of this machine at this path, so that a catalog and lock tables can lie beside the artifacts. */
  localPath: string | undefined
}

export interface ObjectStat {
  key: string
  sizeBytes: number
  modifiedAt: Date
  /** Changes whenever the object's bytes change. */
  stamp: string
  /** What it was marked with when it was put where nothing was. Only backends with conditional writes keep it, and listings leave it out. */
  mark?: string | undefined
}

/** A small object, whole. */
export interface ReadObject {
  content: Uint8Array
  stamp: string
}

/** A write on a condition that may have happened, and that others have written after if it did. */
export class UnclearWrite extends VitrineError<'store.unreachable'> {
  constructor(uri: string) {
    const reason = 'the service failed during a write, and another writer was quicker than the question what became of it'
    super('store.unreachable', { uri, reason, problem: 'no-answer' })
  }
}

export interface WriteOptions {
  /** Write only when the object there has this stamp; null: only when none is there. */
  ifMatch?: string | null | undefined
  /**
   * For a key that nothing is at: the object may be written where it goes and need not be flushed, so that half of it may be left after a
   * kill, and none or rubbish after a power cut. Costs far less on a disk.
   */
  inPlace?: boolean | undefined
}

export interface CommitOptions {
  /** Replaces nothing: false when something is there, and what is put there is marked with the stage's id. */
  ifAbsent?: boolean | undefined
  /** For a key that nothing is at: the bytes may be written where they go, so that some of them may be left there after a kill. */
  inPlace?: boolean | undefined
}

export interface DownloadOptions {
  /** First byte, from 0. */
  start?: number
  /** Byte after the last. */
  end?: number
  signal?: AbortSignal | undefined
}

export interface ListOptions {
  /** Only objects whose last segment is this. */
  name?: string
  /** Only objects whose keys have this many segments. */
  depth?: number
}

/** Bytes on their way in. They become an object at `commit` and not before; after `discard` or a crash they never were. */
export interface Stage {
  /** Names the stage in a journal, so that recovery can find or drop what a dead process left. */
  readonly id: string
  /** The chunk is not read any more once this resolves: what is left of it may be written over, or let go. */
  write(chunk: Uint8Array): Promise<void>
  /** No more come. Gives the bytes written. */
  finish(): Promise<number>
  /**
   * Puts the finished bytes in place under `key`, replacing what was there at once or not at all. From here on the bytes survive a power cut,
   * and their name does after `flush`.
   */
  commit(key: string, options?: CommitOptions): Promise<boolean>
  /** Drops the bytes; harmless after `commit`. */
  discard(): Promise<void>
}

/** A stage as a listing shows it. */
export interface StageStat {
  id: string
  /** When bytes were last added to it. */
  modifiedAt: Date
}

/**
 * Objects under keys below one root. Keys are `/`-separated, relative and already safe; a backend refuses any that would leave its root.
 * Every call may throw `store.denied`, `store.unreachable`, `store.full`.
 */
export interface StorageBackend {
  readonly scheme: 'file' | 's3' | 'gs' | 'memory'
  /** `file:///abs/root`, `s3://bucket/prefix`: no slash at the end. A URI is this, a slash and a key. */
  readonly rootUri: string
  readonly capabilities: BackendCapabilities
  /** Opens a place for bytes; their key is decided later. `id` must be unique and usable as a file name. */
  stage(id: string): Promise<Stage>
  /** Stages that were neither committed nor discarded, whoever opened them. */
  listStages(): AsyncIterable<StageStat>
  /** Drops what a dead process staged; harmless when it is gone. */
  dropStage(id: string): Promise<void>
  /**
   * Writes a small object whole, at once or not at all. Durable after `flush`. Gives its new stamp, or undefined when `ifMatch` did not hold
   * and nothing was written.
   * @throws backend.cannot for `ifMatch` without conditional writes; UnclearWrite when it may have been written all the same
   */
  upload(key: string, content: Uint8Array, options?: WriteOptions): Promise<string | undefined>
  /** A small object whole, with the stamp of just these bytes. */
  read(key: string): Promise<ReadObject | undefined>
  /** The object's bytes as a stream. @throws artifact.not-found before the first byte */
  download(key: string, options?: DownloadOptions): Promise<AsyncIterable<Uint8Array>>
  /** Deleting what is not there is success. */
  delete(key: string): Promise<void>
  /** True when something is there, also what is no object, as a folder or a link on a disk. */
  exists(key: string): Promise<boolean>
  /** Bytes. @throws artifact.not-found */
  getSize(key: string): Promise<number>
  stat(key: string): Promise<ObjectStat | undefined>
  /** Every object whose key starts with `prefix`, in no stated order. */
  list(prefix: string, options?: ListOptions): AsyncIterable<ObjectStat>
  /**
   * With `ifAbsent` it replaces nothing: false when something is at `to`, and what it puts there has that mark.
   * @throws artifact.not-found when nothing is at `from`
   */
  copy(from: string, to: string, options?: { ifAbsent: string }): Promise<boolean>
  /** Like `copy` and `delete`, at once where the backend can. @throws artifact.not-found */
  move(from: string, to: string): Promise<void>
  /** Makes what was committed, moved or deleted under these keys survive a power cut: the last of them not before the others. */
  flush(keys: readonly string[]): Promise<void>
  /** True when the root may be written. */
  isWritable(): Promise<boolean>
  close(): Promise<void>
}
