// One file or directory in memory.
import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { extname } from 'node:path'
import mime from 'mime'
import { type AgentFile, type FileEntry, type SaveState } from '../../../shared/agent-file.ts'
import { type Json } from '../../../shared/artifact.ts'
import { type PortResult } from '../port-result.ts'
import { type FileRoot } from './file-roots.ts'

export interface FileNode {
  entry: FileEntry
  root: FileRoot | undefined
  /** Undefined while it is only in storage. */
  content: Uint8Array | undefined
  /** Edits so far; those that storage does not have are marked with the number of the last one, else 0. */
  edits: number
  unsavedContent: number
  unsavedMetadata: number
  save: SaveState
  /** It hangs on the node, not on a path: a move takes it along. */
  timer: NodeJS.Timeout | undefined
  saving: Promise<void> | undefined
  loading: Promise<PortResult<Uint8Array>> | undefined
  /** True when storage has it under its path. */
  isStored: boolean
  /** Paths where storage has it still, and must not. */
  leftAt: string[]
  /** True once it is in the tree no more: a save that was under way to it must not bring it back. */
  isGone: boolean
}

/** What an agent may say of a file; what is absent stays as it is. */
export interface FileWords {
  title?: string | null | undefined
  id?: string | null | undefined
  fileType?: string | undefined
  mimeType?: string | undefined
  tags?: readonly string[] | undefined
  /** Merged into what is there; a null value stays a value. */
  custom?: Record<string, Json> | undefined
}

export const isDirty = (node: FileNode): boolean => node.unsavedContent > 0 || node.unsavedMetadata > 0

export function createNode(entry: FileEntry, root: FileRoot | undefined, content: Uint8Array | undefined): FileNode {
  return {
    entry,
    root,
    content,
    edits: 0,
    unsavedContent: 0,
    unsavedMetadata: 0,
    save: root === undefined ? { is: 'memory' } : { is: 'saved' },
    timer: undefined,
    saving: undefined,
    loading: undefined,
    isStored: false,
    leftAt: [],
    isGone: false,
  }
}

/** A new entry that nobody has said anything of. */
export function createEntry(path: string, entryType: FileEntry['entryType']): FileEntry {
  const now = new Date().toISOString()
  const extension = extname(path).slice(1).toLowerCase()
  return {
    path,
    entryType,
    title: null,
    id: null,
    fileType: entryType === 'directory' ? 'directory' : extension === '' || extension === 'md' ? 'markdown' : extension,
    tags: [],
    custom: {},
    sizeBytes: 0,
    createdAt: now,
    modifiedAt: now,
    mimeType: entryType === 'directory' ? 'inode/directory' : (mime.getType(path) ?? ''),
    encoding: 'utf-8',
    checksum: null,
  }
}

/** What content says of itself. Empty and white space are content like any other. */
export function describeContent(entry: FileEntry, content: Uint8Array): FileEntry {
  const encoding = isUtf8(content) ? 'utf-8' : 'binary'
  return {
    ...entry,
    sizeBytes: content.length,
    encoding,
    checksum: createHash('sha256').update(content).digest('hex'),
    mimeType: entry.mimeType === '' ? (encoding === 'utf-8' ? 'text/markdown' : 'application/octet-stream') : entry.mimeType,
  }
}

/** The entry with these words said of it; the very same one when they say nothing new. */
export function applyWords(entry: FileEntry, words: FileWords): FileEntry {
  const after: FileEntry = {
    ...entry,
    title: words.title === undefined ? entry.title : words.title,
    id: words.id === undefined ? entry.id : words.id,
    fileType: words.fileType ?? entry.fileType,
    mimeType: words.mimeType ?? entry.mimeType,
    tags: words.tags === undefined ? entry.tags : [...new Set(words.tags)],
    custom: words.custom === undefined ? entry.custom : { ...entry.custom, ...words.custom },
  }
  return JSON.stringify(after) === JSON.stringify(entry) ? entry : after
}

/** What a write may insist on. */
export interface WriteCondition {
  /** The checksum of the content that the caller began from, or null for none: other content, or a file at all, is a `conflict`. */
  ifChecksum?: string | null | undefined
}

/** The node as others see it. */
export function toAgentFile({ entry, root, content, save }: FileNode): AgentFile {
  return { ...entry, isReadonly: root?.isReadonly ?? false, isLoaded: content !== undefined, save }
}
