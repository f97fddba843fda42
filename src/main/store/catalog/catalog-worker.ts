// The thread that the catalog lives in.
import { parentPort, workerData } from 'node:worker_threads'
import { toVitrineError } from '../../../shared/errors.ts'
import { type DatabasePaths } from './database-paths.ts'
import { type DatabaseAnswer, type DatabaseCall, openDatabases } from './local-databases.ts'

let databases: ReturnType<typeof openDatabases> | undefined

parentPort?.on('message', ({ id, method, parameters }: DatabaseCall) => {
  const answer = (message: DatabaseAnswer) => parentPort?.postMessage(message)
  try {
    // Opened by the first call, whose caller hears why it cannot be.
    databases ??= openDatabases(workerData as DatabasePaths)
    answer({ id, value: (databases[method] as (...p: unknown[]) => unknown)(...parameters) })
  } catch (error) {
    const { code, details } = toVitrineError(error)
    answer({ id, error: { code, details } })
  }
})
