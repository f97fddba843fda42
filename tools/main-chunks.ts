// How main's code is cut into files. Finding and linking a file takes about as long as running it, so what always starts together is one.
import { basename, resolve } from 'node:path'

const desktop = 'src/main/index.ts'

/** The first steps of the programs and threads that somebody waits for. Modules that the same of these need share a file. */
const starts = [
  desktop,
  'src/main/compiled-code.ts',
  'src/main/cli/run-cli.ts',
  'src/main/cli/serve.ts',
  'src/main/cli/ls.ts',
  'src/main/api/app.ts',
  'src/main/store/catalog/catalog-worker.ts',
  'src/main/facts/facts-worker.ts',
].map((path) => resolve(path))

interface Modules {
  getModuleInfo(id: string): { importedIds: string[] } | null
}

/**
 * All that a module loads at once; not what it loads later.
 * @throws for a start that no program of main has
 */
function reach(start: string, modules: Modules): Set<string> {
  if (modules.getModuleInfo(start) === null) throw new Error(`tools/main-chunks.ts names ${start}, which is no module of main`)
  const reached = new Set([start])
  for (const id of reached) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported)
  return reached
}

/** Names the file of a module, for one build; none for what no start needs, which is cut as the bundler likes. */
export function nameMainChunks(): (id: string, modules: Modules) => string | null {
  let reached: Set<string>[] | undefined
  return (id, modules) => {
    reached ??= starts.map((start) => reach(start, modules))
    const needing = starts.filter((_start, index) => reached?.[index]?.has(id))
    // A worker and the desktop's start are files of their own names already, with what they alone need.
    if (needing.length === 0 || id.endsWith('-worker.ts') || needing.every((start) => start === resolve(desktop))) return null
    return `of-${needing.map((start) => basename(start, '.ts')).join('-')}`
  }
}
