// Import of plain folders and evaluation-run folders [S15]: what would land where, before anything does.
import { open, opendir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ArtifactType, type Json } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { chooseAttempts } from './choose-attempts.ts'
import { readAttemptMetadata } from './attempt-metadata.ts'

/** How a folder's first levels read: `<agent run>/<spec>/<task>/…` or `<spec>/<task>/…`. */
export type ImportLayout = 'runs' | 'tasks'

/** A file on its way in. */
export interface ImportItem {
  /** Absolute. */
  path: string
  specName: string
  taskId: string
  /** The path below the task's folder. */
  name: string
  type: ArtifactType
  sizeBytes: number
  /** The attempt it joins. */
  version: number
  metadata: Record<string, Json>
}

export interface ImportPlan {
  layout: ImportLayout
  items: ImportItem[]
  /** What is not taken, and why; nothing is left out without a word. */
  skipped: { path: string; reason: string }[]
}

/** A file found below the folder, split by the layout. */
export interface FoundFile {
  path: string
  sizeBytes: number
  agentRun: string | undefined
  specName: string
  taskId: string
  name: string
}

const headBytes = 64 * 1024

/**
 * Reads a folder and decides for each file where it goes. Each agent run becomes an attempt with `metadata.agent`; a run that was
 * imported before keeps its attempt, so that importing again adds nothing.
 * @throws path.unreadable when the folder cannot be read
 */
export async function planImport(
  store: ArtifactStore,
  directory: string,
  options: { layout?: ImportLayout | undefined } = {},
): Promise<ImportPlan> {
  const root = resolve(directory)
  const { paths, skipped } = await walk(root)
  const layout = options.layout ?? guessLayout(paths)
  const taskDepth = layout === 'runs' ? 3 : 2
  const files: FoundFile[] = []
  for (const segments of paths) {
    const path = join(root, ...segments)
    const name = segments.slice(taskDepth).join('/')
    const [specName, taskId] = segments.slice(taskDepth - 2)
    if (name === '' || specName === undefined || taskId === undefined) {
      skipped.push({ path, reason: `it is not in a ${layout === 'runs' ? '<agent run>/<spec>/<task>' : '<spec>/<task>'} folder` })
      continue
    }
    files.push({ path, sizeBytes: (await stat(path)).size, agentRun: layout === 'runs' ? segments[0] : undefined, specName, taskId, name })
  }
  const attempts = await chooseAttempts(store, files)
  const items: ImportItem[] = []
  for (const attempt of attempts) {
    const metadata = await readAttemptMetadata(attempt.files)
    for (const { path, sizeBytes, agentRun, specName, taskId, name } of attempt.files) {
      const type = store.recogniseType(name, await readHead(path))
      const agent = agentRun === undefined ? {} : { agent: agentRun }
      items.push({ path, specName, taskId, name, type, sizeBytes, version: attempt.version, metadata: { ...agent, ...metadata } })
    }
  }
  return { layout, items, skipped }
}

/** Every file as its path's segments, in order; symbolic links are not followed. */
async function walk(root: string): Promise<{ paths: string[][]; skipped: ImportPlan['skipped'] }> {
  const paths: string[][] = []
  const skipped: ImportPlan['skipped'] = []
  const folders: string[][] = [[]]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for await (const entry of await opendir(join(root, ...folder))) {
        const segments = [...folder, entry.name]
        if (entry.name.startsWith('.')) skipped.push({ path: join(root, ...segments), reason: 'its name starts with a dot' })
        else if (entry.isDirectory()) folders.push(segments)
        else if (entry.isFile()) paths.push(segments)
        else skipped.push({ path: join(root, ...segments), reason: 'it is no regular file' })
      }
    } catch (error) {
      const path = join(root, ...folder)
      const reason =
        error instanceof Error && 'code' in error && error.code === 'ENOENT'
          ? 'there is no such folder'
          : error instanceof Error
            ? error.message
            : String(error)
      if (folder.length === 0) throw new VitrineError('path.unreadable', { path, reason }, { cause: error })
      skipped.push({ path, reason })
    }
  }
  const collator = new Intl.Collator('en', { numeric: true })
  return { paths: paths.toSorted((a, b) => collator.compare(a.join('\0'), b.join('\0'))), skipped }
}

/** Most files lie directly in their task's folder; the depth that more of them have decides. */
function guessLayout(paths: readonly string[][]): ImportLayout {
  const inRuns = paths.filter((segments) => segments.length >= 4).length
  return inRuns > 0 && inRuns * 2 >= paths.length ? 'runs' : 'tasks'
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const buffer = new Uint8Array(headBytes)
    const { bytesRead } = await file.read(buffer, 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
