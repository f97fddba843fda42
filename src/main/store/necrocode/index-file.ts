// `metadata-index.json`, NecroCode's index: one object keyed by URI. Derived from its records, and often not up to date [S13].
import { z } from 'zod'
import { artifactTypeSchema } from '../../../shared/artifact.ts'
import { escapeNonAscii, parsePythonJson } from './python-json.ts'
import { type Sidecar } from './sidecar.ts'

export const indexKey = 'metadata-index.json'

const nameSchema = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1))

const indexEntrySchema = z.object({
  task_id: nameSchema,
  spec_name: nameSchema,
  type: artifactTypeSchema,
  size: z.number().int().nonnegative(),
  created_at: z.string(),
  tags: z.array(z.string()).default([]),
  version: z.number().int().positive().default(1),
})
export type IndexEntry = z.infer<typeof indexEntrySchema>

/** Entries that can be read, by URI; none at all from an index that is damaged. */
export function parseIndex(content: Uint8Array): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>()
  let json: unknown
  try {
    json = parsePythonJson(Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8'))
  } catch {
    // It holds nothing that the records do not.
    return entries
  }
  if (typeof json !== 'object' || json === null) return entries
  for (const [uri, value] of Object.entries(json)) {
    const entry = indexEntrySchema.safeParse(value)
    if (entry.success) entries.set(uri, entry.data)
  }
  return entries
}

/** What the index says of an artifact, in NecroCode's order of keys. */
export type Indexed = Pick<Sidecar, 'uri' | 'task_id' | 'spec_name' | 'type' | 'size' | 'created_at' | 'tags' | 'version'>

/** One entry as it stands in the file, without the comma before it. */
export function formatIndexEntry({ uri, task_id, spec_name, type, size, created_at, tags, version }: Indexed): string {
  const entry = JSON.stringify({ [uri]: { task_id, spec_name, type, size, created_at, tags, version } }, undefined, 2)
  return escapeNonAscii(entry.slice(2, -2))
}
