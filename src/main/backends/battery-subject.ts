// What tests of backends ask of them.
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'

export interface BatterySubject {
  backend: StorageBackend
  dispose: () => Promise<void>
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

/** What work failed with, as an error of ours. */
export async function failureOf(work: Promise<unknown>): Promise<VitrineError> {
  return work.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => toVitrineError(error),
  )
}
