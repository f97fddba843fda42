// Upload [S4] [S5] [S7].
import { type ArtifactRecord, type ArtifactType, defaultNames, type Json } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { changeTask, WriteConflict } from './change-task.ts'
import { asideKey, type Intent } from './journal.ts'
import { artifactKey, checkName, taskFolder } from './key.ts'
import { type Content, ingest, type Ingested } from './ingest.ts'
import { chooseFile } from './places.ts'
import { checkQuota } from './quota.ts'
import { checkWritable, emptyTask, readTask, recordWrite, type StoreContext } from './store-context.ts'
import { type TaskEntry, type TaskFile } from './task-file.ts'

export interface UploadOptions {
  specName: string
  taskId: string
  /** Recognised by name and content when absent. */
  type?: ArtifactType | undefined
  /** Absent: the name of the type, e.g. `diff`; a `file` must have one. */
  name?: string | undefined
  tags?: readonly string[] | undefined
  metadata?: Record<string, Json> | undefined
  /** Guessed from name and content when absent. */
  mimeType?: string | undefined
  /** Joins the attempt of this number instead of making the next version. */
  version?: number | undefined
  /**
   * The latest version goes, not to the trash, when the next one is in place, whatever the store's setting [S7]. For content that changes
   * all the time: one version is kept, and whoever reads meanwhile finds all of the one or none of it.
   */
  replaces?: boolean | undefined
  /** ISO 8601; default: now. For artifacts that come from another store. */
  createdAt?: string | undefined
  /** SHA-256 of the raw bytes; others are refused. */
  checksum?: string | undefined
  signal?: AbortSignal | undefined
  /** Raw bytes taken in so far. */
  onProgress?: ((bytes: number) => void) | undefined
}

export interface UploadOutcome {
  record: ArtifactRecord
  /** False when the latest version had the same bytes: nothing new was stored. */
  isNew: boolean
}

interface Named {
  specName: string
  taskId: string
  name: string
  type: ArtifactType
}

/**
 * Stores content as an artifact. Two uploads of the same bytes as the latest version are one.
 * @throws name.invalid, upload.aborted, upload.checksum-mismatch, artifact.exists (that version has other bytes),
 *   version.retired, store.denied, store.full, store.locked, record.unreadable
 */
export async function upload(context: StoreContext, content: Content, options: UploadOptions): Promise<UploadOutcome> {
  checkWritable(context)
  const specName = checkName('spec', options.specName)
  const taskId = checkName('task', options.taskId)
  const givenName = options.name === undefined ? undefined : checkName('name', options.name)
  const tags = [...new Set((options.tags ?? []).map((tag) => checkName('tag', tag)))]
  if (options.version !== undefined && !(Number.isSafeInteger(options.version) && options.version > 0)) {
    throw new VitrineError('request.invalid', { reason: `version ${options.version} is not a whole number from 1` })
  }

  const { backend, settings, understanding } = context
  await checkQuota(context, 0)
  const ingested = await ingest(backend, content, {
    compression: settings.compression,
    stageId: context.newStageId(),
    signal: options.signal,
    onProgress: options.onProgress,
  })
  try {
    const { checksum, head } = ingested
    if (options.checksum !== undefined && options.checksum.toLowerCase() !== checksum) {
      throw new VitrineError('upload.checksum-mismatch', { expected: options.checksum, actual: checksum })
    }
    const type = options.type ?? (await understanding.recogniseType(givenName ?? '', head))
    if (type === 'file' && givenName === undefined)
      throw new VitrineError('name.invalid', { field: 'name', value: '', reason: 'an artifact of type file needs one' })
    const name = givenName ?? defaultNames[type === 'file' ? 'log' : type]
    const mimeType = options.mimeType ?? (await understanding.guessMimeType(name, head))
    const named: Named = { specName, taskId, name, type }
    const folder = taskFolder(specName, taskId)
    const refused: string[] = []
    return await changeTask(context, folder, () => store(context, folder, ingested, named, { ...options, tags, mimeType, refused }))
  } finally {
    await ingested.stage.discard()
  }
}

async function store(
  context: StoreContext,
  folder: string,
  ingested: Ingested,
  named: Named,
  options: UploadOptions & { tags: string[]; mimeType: string; refused: string[] },
): Promise<UploadOutcome> {
  const { backend, settings } = context
  const { conditionalWrites } = backend.capabilities
  const { refused } = options
  await context.necrocode.scanTask(named.specName, named.taskId, folder)
  const task = (await readTask(context, folder)) ?? emptyTask(named.specName, named.taskId)
  checkSameTask(task, named, folder)
  const choice = chooseVersion(task, named, ingested.checksum, { ...options, versioning: settings.versioning })
  if ('same' in choice) return { record: choice.same, isNew: false }

  const { version, replaced } = choice
  await checkQuota(context, ingested.size - (replaced?.record.size ?? 0))
  const others = task.entries.filter((entry) => entry !== replaced)
  const { checksum, encoding, size, originalSize, stage } = ingested
  const place = { ...named, version, encoding }
  const taken = others.map((entry) => entry.file)
  // Bytes are replaced in place only under a lock that keeps everyone else out.
  const own = conditionalWrites ? undefined : replaced?.file
  if (conditionalWrites && replaced !== undefined) taken.push(replaced.file)
  const file = await chooseFile(context, folder, { place, taken, own, refused })
  const record: ArtifactRecord = {
    uri: `${backend.rootUri}/${artifactKey(folder, file)}`,
    taskId: named.taskId,
    specName: named.specName,
    type: named.type,
    name: named.name,
    size,
    originalSize,
    checksum,
    createdAt: options.createdAt ?? context.now().toISOString(),
    compressed: encoding !== 'identity',
    encoding,
    mimeType: options.mimeType,
    tags: options.tags,
    version,
    metadata: options.metadata ?? {},
  }
  const entry: TaskEntry = { record, file }
  const aside = replaced?.file === file ? asideKey(stage.id) : undefined
  const replacedMark =
    replaced === undefined || !conditionalWrites ? undefined : (await backend.stat(artifactKey(folder, replaced.file)))?.mark
  const intent: Intent = { verb: 'upload', folder, entry, stageId: stage.id, replaced: replaced?.file, replacedMark, aside }
  await context.journal.run(intent, async () => {
    const bytes = artifactKey(folder, file)
    if (aside !== undefined && (await backend.exists(bytes))) await backend.move(bytes, aside)
    if (!(await stage.commit(bytes, { ifAbsent: conditionalWrites }))) {
      refused.push(file)
      throw new WriteConflict()
    }
    const after: TaskFile = { ...task, entries: [...others, entry] }
    const removed = replaced === undefined ? [] : [replaced.file]
    await recordWrite(context, { verb: 'upload', folder, task: after, put: [entry], removed }, [bytes])
    // Only now does nothing name the old bytes any more.
    if (replaced !== undefined) await backend.delete(aside ?? artifactKey(folder, replaced.file))
  })
  return { record, isNew: true }
}

/** Two names may share a folder only by a collision of 64 bits of SHA-256, or by somebody's hand. */
function checkSameTask(task: TaskFile, { specName, taskId }: Named, folder: string): void {
  if (task.specName === specName && task.taskId === taskId) return
  throw new VitrineError('record.unreadable', {
    key: folder,
    reason: `it holds the task ${JSON.stringify(task.taskId)} of ${JSON.stringify(task.specName)}`,
  })
}

type VersionChoice = { same: ArtifactRecord } | { version: number; replaced: TaskEntry | undefined }

/** [S7] and the second half of [S4]: which version this upload is, or which one it already was. */
function chooseVersion(
  task: TaskFile,
  named: Named,
  checksum: string,
  { version: wanted, replaces = false, versioning }: Pick<UploadOptions, 'version' | 'replaces'> & { versioning: boolean },
): VersionChoice {
  const versions = task.entries.filter(({ record }) => record.name === named.name)
  const isSame = ({ record }: TaskEntry) => record.checksum === checksum && record.type === named.type
  const retired = task.retiredVersions.get(named.name) ?? []
  if (wanted !== undefined) {
    const existing = versions.find(({ record }) => record.version === wanted)
    if (existing !== undefined && isSame(existing)) return { same: existing.record }
    if (existing !== undefined && !versioning) return { version: wanted, replaced: existing }
    if (existing !== undefined) throw new VitrineError('artifact.exists', { uri: existing.record.uri })
    if (retired.includes(wanted)) throw new VitrineError('version.retired', { name: named.name, version: wanted })
    return { version: wanted, replaced: undefined }
  }
  const latest = versions.reduce<TaskEntry | undefined>(
    (best, entry) => (best === undefined || entry.record.version > best.record.version ? entry : best),
    undefined,
  )
  if (latest !== undefined && isSame(latest)) return { same: latest.record }
  if (versioning || replaces)
    return { version: Math.max(0, ...retired, latest?.record.version ?? 0) + 1, replaced: replaces ? latest : undefined }
  const first = versions.find(({ record }) => record.version === 1)
  return { version: 1, replaced: first }
}
