import { describeBackend } from './battery.ts'
import { describeFaults } from './battery-faults.ts'
import { startS3Server } from './servers/s3-server.ts'
import { openS3At } from './servers/s3-store.ts'

describeBackend('S3', { conditionalWrites: true }, async () => {
  const server = await startS3Server({ longestPage: 7 })
  return { backend: await openS3At(server), dispose: server.stop }
})

describeBackend('S3 of a service that compares conditions as text', { conditionalWrites: true }, async () => {
  const server = await startS3Server({ conditions: 'bare' })
  return { backend: await openS3At(server), dispose: server.stop }
})

describeBackend('S3 of a service that ignores conditions', { conditionalWrites: false }, async () => {
  const server = await startS3Server({ conditions: 'ignored' })
  return { backend: await openS3At(server), dispose: server.stop }
})

describeBackend('S3 of a service that refuses conditions', { conditionalWrites: false }, async () => {
  const server = await startS3Server({ conditions: 'refused' })
  return { backend: await openS3At(server), dispose: server.stop }
})

describeFaults('S3', { begins: /^POST .*uploads/, continues: /^PUT .*partNumber/ }, async () => {
  const server = await startS3Server()
  const open = (endpoint: string) => openS3At({ ...server, endpoint })
  return { endpoint: server.endpoint, open, stop: server.stop }
})
