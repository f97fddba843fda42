// The thread that a catalog lives in. Starting it takes longer than opening a catalog, and needs not wait until it is known which one.
import { Worker } from 'node:worker_threads'
import { workerUrl } from '../../worker-url.ts'

const startThread = () => new Worker(workerUrl('./catalog-worker', import.meta.url))

let ahead: Worker | undefined

/** Starts the thread that the next catalog will live in. It keeps no process alive. */
export function startCatalogThread(): void {
  if (ahead !== undefined) return
  const thread = startThread()
  thread.unref()
  const forget = () => {
    if (ahead === thread) ahead = undefined
  }
  // The next one fails as well, and whoever opens a catalog is told why.
  thread.on('error', forget)
  thread.on('exit', forget)
  ahead = thread
}

/** The thread that was started ahead, or another; it is the caller's from now on. */
export function takeCatalogThread(): Worker {
  const thread = ahead ?? startThread()
  ahead = undefined
  return thread
}
