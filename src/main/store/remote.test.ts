// Stores on several machines that share one bucket: what is promised of one must hold for all of them together.
import { beforeAll } from 'vitest'
import { pace } from '../backends/bucket/retry.ts'
import { openMemoryBackend } from '../backends/memory.ts'
import { startGcsServer } from '../backends/servers/gcs-server.ts'
import { openGcsAt } from '../backends/servers/gcs-store.ts'
import { startS3Server } from '../backends/servers/s3-server.ts'
import { openS3At } from '../backends/servers/s3-store.ts'
import { describeMachines, type SharedBucket } from './remote-battery.ts'

const buckets: Record<string, () => Promise<SharedBucket>> = {
  memory: async () => {
    const backend = openMemoryBackend('shared')
    return { open: async () => backend, stop: async () => undefined }
  },
  S3: async () => {
    const server = await startS3Server()
    return { open: () => openS3At(server), stop: server.stop }
  },
  'S3 that compares conditions as text': async () => {
    const server = await startS3Server({ conditions: 'bare' })
    return { open: () => openS3At(server), stop: server.stop }
  },
  'S3 that ignores conditions': async () => {
    const server = await startS3Server({ conditions: 'ignored' })
    return { open: () => openS3At(server), stop: server.stop }
  },
  GCS: async () => {
    const server = await startGcsServer()
    return { open: () => openGcsAt(server), stop: server.stop }
  },
}

beforeAll(() => {
  pace.firstPauseMs = 10
})
for (const [name, start] of Object.entries(buckets)) describeMachines(name, start)
