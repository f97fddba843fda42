import { describeBackend } from './battery.ts'
import { describeFaults } from './battery-faults.ts'
import { startGcsServer } from './servers/gcs-server.ts'
import { openGcsAt } from './servers/gcs-store.ts'

describeBackend('GCS', { conditionalWrites: true }, async () => {
  const server = await startGcsServer({ longestPage: 7 })
  return { backend: await openGcsAt(server), dispose: server.stop }
})

describeFaults('GCS', { begins: /^POST .*uploadType=resumable/, continues: /^PUT .*upload_id/ }, async () => {
  const server = await startGcsServer()
  return { endpoint: server.endpoint, open: (endpoint) => openGcsAt({ endpoint }), stop: server.stop }
})
