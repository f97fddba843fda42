// Files of agents: texts and notes that agents and reviewers keep beside their work, in scopes such as `agent:123`.
import { z } from 'zod'

const count = z.number().int().nonnegative()

/** Whether what is in memory is in storage too. */
export const saveStateSchema = z.discriminatedUnion('is', [
  /** No root keeps this path: it is gone with the process. */
  z.object({ is: z.literal('memory') }),
  z.object({ is: z.literal('saved') }),
  /** Changed; it is saved when nothing changed for a while. */
  z.object({ is: z.literal('dirty') }),
  z.object({ is: z.literal('saving') }),
  /** Still dirty: the last `attempts` tries failed, the next one is at `retryAt`. */
  z.object({ is: z.literal('failed'), reason: z.string(), attempts: count, retryAt: z.string() }),
])
export type SaveState = z.infer<typeof saveStateSchema>

/** What storage keeps of a file besides its content. */
export const fileEntrySchema = z.object({
  /** Begins with a slash. */
  path: z.string(),
  entryType: z.enum(['file', 'directory']),
  title: z.string().nullable(),
  id: z.string().nullable(),
  /** What the agent takes it for, e.g. `markdown`. */
  fileType: z.string(),
  tags: z.array(z.string()),
  /** Whatever else the agent wants to keep with it. */
  custom: z.record(z.string(), z.json()),
  sizeBytes: count,
  createdAt: z.string(),
  modifiedAt: z.string(),
  mimeType: z.string(),
  encoding: z.enum(['utf-8', 'binary']),
  /** SHA-256 of the content in lower hex; null while it is not known. */
  checksum: z.string().nullable(),
})
export type FileEntry = z.infer<typeof fileEntrySchema>

/** A file or directory as lists and editors get it. */
export const agentFileSchema = fileEntrySchema.extend({
  isReadonly: z.boolean(),
  /** False until its content is asked for, and again when it was dropped from memory. */
  isLoaded: z.boolean(),
  save: saveStateSchema,
})
export type AgentFile = z.infer<typeof agentFileSchema>

/** Counts over the files of a scope; directories are none of them. `memoryFiles` are kept nowhere else, `dirtyFiles` not yet as they are. */
export const fileStatsSchema = z.object({
  totalFiles: count,
  memoryFiles: count,
  persistedFiles: count,
  loadedFiles: count,
  notLoadedFiles: count,
  dirtyFiles: count,
  failedFiles: count,
  /** Bytes of all contents, loaded or not. */
  totalSize: count,
})
export type FileStats = z.infer<typeof fileStatsSchema>

/** What a file system tells whoever watches it. `state`: its save state is another. */
export const fileEventSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('updated'), path: z.string() }),
  z.object({ is: z.literal('deleted'), path: z.string() }),
  z.object({ is: z.literal('moved'), from: z.string(), to: z.string() }),
  z.object({ is: z.literal('state'), path: z.string(), save: saveStateSchema }),
])
export type FileEvent = z.infer<typeof fileEventSchema>
