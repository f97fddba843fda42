// Keyed blobs in a folder that agent_session_manager can read and write too: flat, raw bytes, its file names.
import { VitrineError } from '../../../shared/errors.ts'
import { openFilesystemBackend } from '../../backends/filesystem.ts'
import { createOwner, isAlive } from '../../process-owner.ts'
import { readWhole } from '../../read-whole.ts'
import { type StorageBackend } from '../../store/backend.ts'
import { attempt, fail, type PortResult } from '../port-result.ts'
import { artifactNotFound, type ArtifactStorePort, checkKey, chunksOf } from './artifact-store-port.ts'
import { blobName } from './blob-name.ts'

/**
 * Opens a folder, making it when absent. What dead processes left half-written in it is removed.
 * @throws request.invalid without a root; store.unreachable, store.denied
 */
export async function openFolderBlobs({ root }: { root: string }): Promise<ArtifactStorePort> {
  if (typeof root !== 'string' || root === '') throw new VitrineError('request.invalid', { reason: 'root directory is required' })
  const backend = await openFilesystemBackend(root, { create: true })
  for await (const { id } of backend.listStages()) if (isAlive(id) === false) await backend.dropStage(id)
  const owner = createOwner()
  let stages = 0

  return {
    put: (key, content) =>
      attempt('write artifact', async () => {
        const name = blobName(checkKey(key))
        await write(backend, `${owner}~${++stages}`, name, chunksOf(content))
      }),
    get: async (key) => {
      const result: PortResult<Uint8Array> = await attempt('read artifact', async () =>
        readWhole(await backend.download(blobName(checkKey(key)))),
      )
      return !result.ok && result.error.code === 'not_found' ? fail(result.error.cause, artifactNotFound(key)) : result
    },
    delete: (key) =>
      attempt('delete artifact', async () => {
        const name = blobName(checkKey(key))
        await backend.delete(name)
        await backend.flush([name])
      }),
  }
}

async function write(backend: StorageBackend, id: string, name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const stage = await backend.stage(id)
  try {
    for await (const chunk of chunks) await stage.write(chunk)
    await stage.finish()
    await stage.commit(name)
  } finally {
    await stage.discard()
  }
  await backend.flush([name])
}
