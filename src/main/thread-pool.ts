// What waits for the disk waits in the threads of Node's pool. Flushes that are asked for together end together, so it pays to ask for many.
import { access } from 'node:fs'

const size = 'UV_THREADPOOL_SIZE'
/** Node starts four: then one in four waits of a group of uploads is for the disk, and three are for a thread. */
const threads = 16

/** Starts a larger pool. Before anything else uses it, for its size stays; what is set from outside is left, and what is started gets none of it. */
export function startThreadPool(): void {
  if (process.env[size] !== undefined) return
  process.env[size] = String(threads)
  access('.', () => undefined)
  delete process.env[size]
}
