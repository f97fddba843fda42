import { describeBackend } from './battery.ts'
import { openMemoryBackend } from './memory.ts'

describeBackend('memory', { conditionalWrites: true }, async () => ({ backend: openMemoryBackend('test'), dispose: async () => undefined }))
