import { type StorageBackend } from '../store/backend.ts'

export interface BatterySubject {
  backend: StorageBackend
  dispose: () => Promise<void>
}

export async function readAll(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

export async function keysOf(objects: AsyncIterable<{ key: string }>): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of objects) keys.push(key)
  return keys.toSorted()
}

export async function stagesOf(backend: StorageBackend): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of backend.listStages()) ids.push(id)
  return ids
}
