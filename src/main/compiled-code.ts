// What V8 compiled is kept in the user's cache folder: a command is over sooner than its code is compiled again.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { cacheFolder } from './user-folder.ts'

/** Before anything large is loaded. A folder that cannot be written only costs the time. */
export function keepCompiledCode(): void {
  const folder = join(cacheFolder(), 'compiled')
  enableCompileCache(folder)
  // A thread has a cache of its own, and learns of it here only.
  process.env['NODE_COMPILE_CACHE'] ??= folder
}
