import { describeBackend } from './battery.ts'
import { openGcsAt } from './servers/gcs-store.ts'
import { startGcsServer } from './servers/gcs-server.ts'

describeBackend('GCS', { conditionalWrites: true }, async () => {
  const server = await startGcsServer({ longestPage: 7 })
  return { backend: await openGcsAt(server), dispose: server.stop }
})
