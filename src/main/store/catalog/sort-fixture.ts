import { type ArtifactSort } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'

/** What the pages of each sort are in the order of, or in the reverse of it. */
export const sortValues: Record<ArtifactSort, (record: ArtifactRecord) => string | number> = {
  '-created': ({ createdAt }) => createdAt,
  created: ({ createdAt }) => createdAt,
  '-size': ({ size }) => size,
  size: ({ size }) => size,
  name: ({ name }) => name,
  '-name': ({ name }) => name,
}
