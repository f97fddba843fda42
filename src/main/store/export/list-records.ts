import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type ArtifactFilter } from '../../../shared/artifact-list.ts'
import { type ArtifactStore } from '../artifact-store.ts'

/** A filter, or several that let through no artifact twice: the attempts of a comparison. */
export type ExportFilter = ArtifactFilter | readonly ArtifactFilter[]

export const filtersOf = (filter: ExportFilter): readonly ArtifactFilter[] => ('length' in filter ? filter : [filter])

/** All records a filter lets through, the oldest first; of several filters, one after the other. */
export async function* listRecords(store: ArtifactStore, filter: ExportFilter): AsyncGenerator<ArtifactRecord> {
  for (const one of filtersOf(filter)) {
    let cursor: string | undefined
    do {
      const page = await store.list({ filter: one, sort: 'created', limit: 1000, cursor })
      for (const { record } of page.artifacts) yield record
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
}
