import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type ArtifactStore } from '../artifact-store.ts'

/** All records a filter lets through, the oldest first. */
export async function* listRecords(store: ArtifactStore, filter: ArtifactFilter): AsyncGenerator<ArtifactRecord> {
  let cursor: string | undefined
  do {
    const page = await store.list({ filter, sort: 'created', limit: 1000, cursor })
    for (const { record } of page.artifacts) yield record
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
