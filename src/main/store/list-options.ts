import { type ArtifactFilter, type ArtifactSort } from '../../shared/artifact-list.ts'

/** Which artifacts are listed, and how. */
export interface ListOptions {
  filter?: ArtifactFilter | undefined
  /** Default `-created`: the newest first. */
  sort?: ArtifactSort | undefined
  /** 1 to 1,000; default 200. */
  limit?: number | undefined
  cursor?: string | undefined
}
