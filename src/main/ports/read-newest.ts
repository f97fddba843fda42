// Reading content that every write replaces.
import { type Artifact } from '../../shared/artifact-list.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { readWhole } from '../read-whole.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'

/** A read that meets a write may find that what it looked up is gone; then it looks again. */
const attempts = 20

/** The whole content of what `get` finds, and of nothing that it replaced meanwhile. @throws what `get` throws; artifact.corrupt */
export async function readNewest(store: ArtifactStore, get: () => Promise<Artifact>): Promise<{ artifact: Artifact; content: Uint8Array }> {
  let artifact = await get()
  for (let left = attempts; ; left--) {
    try {
      return { artifact, content: await readWhole(await store.download(artifact.record.uri)) }
    } catch (error) {
      if (left === 0 || !isVitrineError(error)) throw error
      const now = await get()
      if (now.record.uri === artifact.record.uri) throw error
      artifact = now
    }
  }
}
