// A GCS backend on a server of its own, for tests.
import { type StorageBackend } from '../../store/backend.ts'
import { openGcsBackend } from '../gcs.ts'

export function openGcsAt({ endpoint }: { endpoint: string }, uri = 'gs://bucket/a%20b/prefix'): Promise<StorageBackend> {
  return openGcsBackend(uri, { endpoint, project: 'test' })
}
