import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { unpacked, UnpackFailure } from '../unpacked.ts'

export interface HeldOptions {
  /** Of what a compressed one may hold. */
  mostBytes?: number
  signal?: AbortSignal
}

/** An artifact's content, or what it holds when it is compressed. @throws artifact.corrupt, also where it cannot be unpacked */
export async function* heldContent(store: ArtifactStore, uri: string, { mostBytes, signal }: HeldOptions = {}): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(await store.download(uri, { signal }), mostBytes)
  } catch (error) {
    if (!(error instanceof UnpackFailure)) throw error
    throw new VitrineError('artifact.corrupt', { uri, reason: error.message }, { cause: error })
  }
}
