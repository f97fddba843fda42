// The thread that the catalog lives in.
import { parentPort, workerData } from 'node:worker_threads'
import { toVitrineError } from '../../../shared/errors.ts'
import { type DatabaseAnswer, type DatabaseCall, type DatabasePaths, openDatabases } from './local-databases.ts'

const databases = openDatabases(workerData as DatabasePaths)

parentPort?.on('message', ({ id, method, parameters }: DatabaseCall) => {
  const answer = (message: DatabaseAnswer) => parentPort?.postMessage(message)
  try {
    answer({ id, value: (databases[method] as (...p: unknown[]) => unknown)(...parameters) })
  } catch (error) {
    const { code, details } = toVitrineError(error)
    answer({ id, error: { code, details } })
  }
})
