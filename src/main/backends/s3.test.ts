import { describeBackend } from './battery.ts'
import { openS3At } from './servers/s3-store.ts'
import { startS3Server } from './servers/s3-server.ts'

describeBackend('S3', { conditionalWrites: true }, async () => {
  const server = await startS3Server({ longestPage: 7 })
  return { backend: await openS3At(server), dispose: server.stop }
})
