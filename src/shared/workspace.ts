// Workspaces: the agent files of a scope, as the window gets them.
import { z } from 'zod'
import { agentFileSchema, fileStatsSchema } from './agent-file.ts'

/** A folder of this machine that keeps a scope's files below one directory. */
export const workspaceMountSchema = z.object({
  scopeKey: z.string().trim().min(1),
  /** Without slashes at its ends. */
  baseDirectory: z.string().min(1),
  /** Absolute. */
  folder: z.string().min(1),
  isReadonly: z.boolean(),
})
export type WorkspaceMount = z.infer<typeof workspaceMountSchema>

/** A scope as the list of workspaces shows it. */
export const workspaceSummarySchema = z.object({
  scopeKey: z.string(),
  /** Files and directories that the store keeps of it; those in folders are counted when it is opened. */
  stored: z.number().int().nonnegative(),
  mounts: z.array(workspaceMountSchema),
})
export type WorkspaceSummary = z.infer<typeof workspaceSummarySchema>

const workspaceRootSchema = z.object({
  /** Null: what no other root keeps. */
  baseDirectory: z.string().nullable(),
  /** Null: the store keeps it. */
  folder: z.string().nullable(),
  isReadonly: z.boolean(),
  /** Why its files are not known; null when they are. */
  problem: z.string().nullable(),
})

/** A scope with all its files. */
export const workspaceSchema = z.object({
  scopeKey: z.string(),
  roots: z.array(workspaceRootSchema),
  /** Files and directories by path. */
  files: z.array(agentFileSchema),
  stats: fileStatsSchema,
  /** Paths of edits that could not be saved the last time, and were brought back. */
  broughtBack: z.array(z.string()),
})
export type Workspace = z.infer<typeof workspaceSchema>

/** Larger texts are not edited here. */
export const longestEditableBytes = 2 * 1024 * 1024

/** What an editor gets of a file. */
export const fileContentSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('text'), text: z.string() }),
  z.object({ is: z.literal('binary') }),
  z.object({ is: z.literal('too-large'), limitBytes: z.number() }),
])
export type FileContent = z.infer<typeof fileContentSchema>
