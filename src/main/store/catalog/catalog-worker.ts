// The thread that the catalog lives in.
import { parentPort } from 'node:worker_threads'
import { toVitrineError } from '../../../shared/errors.ts'
import { type DatabasePaths } from './database-paths.ts'
import { type DatabaseAnswer, type DatabaseCall, type DatabaseOpening, openDatabases } from './local-databases.ts'

let paths: DatabasePaths | undefined
let databases: ReturnType<typeof openDatabases> | undefined

parentPort?.on('message', (message: DatabaseOpening | DatabaseCall) => {
  if ('paths' in message) {
    paths = message.paths
    return
  }
  const { id, method, parameters } = message
  const answer = (message: DatabaseAnswer) => parentPort?.postMessage(message)
  try {
    if (paths === undefined) throw new Error('nobody said which catalog')
    // Opened by the first call, whose caller hears why it cannot be.
    databases ??= openDatabases(paths)
    answer({ id, value: (databases[method] as (...p: unknown[]) => unknown)(...parameters) })
  } catch (error) {
    const { code, details } = toVitrineError(error)
    answer({ id, error: { code, details } })
  }
})
