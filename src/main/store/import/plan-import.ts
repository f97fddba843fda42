// Import [S15]: what would land where, before anything does. Understood are stores and exports of Vitrine (their record files say
// everything), evaluation runs (`<agent run>/<spec>/<task>/…`) and plain folders (`<spec>/<task>/…`), on disk or in a ZIP archive.
import { type ArtifactType, type Json } from '../../../shared/artifact.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { readAttemptMetadata } from './attempt-metadata.ts'
import { chooseAttempts } from './choose-attempts.ts'
import { type Content } from '../upload/ingest.ts'
import { type ImportSource, openImportSource, type SourceFile } from './import-source.ts'
import { findRecordFolders, planRecords } from './plan-records.ts'

/** How the first levels of folders read; `store`: as record files say. */
export type ImportLayout = 'runs' | 'tasks' | 'store'

/** A file on its way in. */
export interface ImportItem {
  /** Where it comes from, for people. */
  path: string
  specName: string
  taskId: string
  name: string
  type: ArtifactType
  /** Raw bytes. */
  sizeBytes: number
  /** The attempt it joins. */
  version: number
  metadata: Record<string, Json>
  tags?: readonly string[]
  mimeType?: string
  createdAt?: string
  /** What the bytes must hash to. */
  checksum?: string
  open: () => Promise<Content>
}

export interface ImportPlan {
  layout: ImportLayout
  items: ImportItem[]
  /** What is not taken, and why; nothing is left out without a word. */
  skipped: { path: string; reason: string }[]
  /** Lets go of the archive; the items cannot be read afterwards. */
  close: () => Promise<void>
}

/** A file found in the source, split by the layout. */
export interface FoundFile {
  file: SourceFile
  agentRun: string | undefined
  specName: string
  taskId: string
  /** The path below the task's folder. */
  name: string
}

const headBytes = 64 * 1024

/**
 * Reads a folder or archive and decides for each file where it goes. Each agent run becomes an attempt with `metadata.agent`; what was
 * imported before keeps its attempt, so that importing again adds nothing. Close the plan when it is carried out.
 * @throws path.unreadable when it cannot be read
 */
export async function planImport(
  store: ArtifactStore,
  path: string,
  options: { layout?: ImportLayout | undefined } = {},
): Promise<ImportPlan> {
  const source = await openImportSource(path)
  try {
    const folders = options.layout === undefined || options.layout === 'store' ? await findRecordFolders(source) : new Map()
    const layout = options.layout ?? (folders.size > 0 ? 'store' : guessLayout(source.files))
    const { items, skipped } = layout === 'store' ? await planRecords(store, source, folders) : await planFolders(store, source, layout)
    return { layout, items, skipped: [...source.skipped, ...skipped], close: source.close }
  } catch (error) {
    await source.close()
    throw error
  }
}

/** Most files lie directly in their task's folder; the depth that more of them have decides. */
function guessLayout(files: readonly SourceFile[]): ImportLayout {
  const inRuns = files.filter(({ segments }) => segments.length >= 4).length
  return inRuns > 0 && inRuns * 2 >= files.length ? 'runs' : 'tasks'
}

async function planFolders(
  store: ArtifactStore,
  source: ImportSource,
  layout: 'runs' | 'tasks',
): Promise<Pick<ImportPlan, 'items' | 'skipped'>> {
  const taskDepth = layout === 'runs' ? 3 : 2
  const skipped: ImportPlan['skipped'] = []
  const found: FoundFile[] = []
  for (const file of source.files) {
    const name = file.segments.slice(taskDepth).join('/')
    const [specName, taskId] = file.segments.slice(taskDepth - 2)
    if (name === '' || specName === undefined || taskId === undefined) {
      skipped.push({
        path: file.path,
        reason: `it is not in a ${layout === 'runs' ? '<agent run>/<spec>/<task>' : '<spec>/<task>'} folder`,
      })
    } else {
      found.push({ file, agentRun: layout === 'runs' ? file.segments[0] : undefined, specName, taskId, name })
    }
  }
  const items: ImportItem[] = []
  for (const { version, files } of await chooseAttempts(store, found)) {
    const metadata = await readAttemptMetadata(files)
    const types = await recogniseAll(store, files)
    for (const [index, { file, agentRun, specName, taskId, name }] of files.entries()) {
      const type = types[index]
      if (typeof type !== 'string') {
        skipped.push({ path: file.path, reason: `it cannot be read: ${type?.reason}` })
        continue
      }
      const agent = agentRun === undefined ? {} : { agent: agentRun }
      items.push({
        path: file.path,
        open: file.open,
        specName,
        taskId,
        name,
        type,
        sizeBytes: file.sizeBytes,
        version,
        metadata: { ...agent, ...metadata },
      })
    }
  }
  return { items, skipped }
}

/** Files that are open at the same time. */
const readAtOnce = 16

/** What each is, or why it cannot be read. */
async function recogniseAll(store: ArtifactStore, files: readonly FoundFile[]): Promise<(ArtifactType | { reason: string })[]> {
  const types: (ArtifactType | { reason: string })[] = []
  for (let start = 0; start < files.length; start += readAtOnce) {
    const batch = files.slice(start, start + readAtOnce).map(async ({ file, name }) => {
      try {
        return await store.recogniseType(name, await readHead(file))
      } catch (error) {
        return { reason: messageOf(error) }
      }
    })
    types.push(...(await Promise.all(batch)))
  }
  return types
}

async function readHead(file: SourceFile): Promise<Uint8Array> {
  const content = await file.open()
  if (content instanceof Uint8Array) return content.subarray(0, headBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}
