// Upload [S4] [S5] [S7].
import { type ArtifactRecord, type ArtifactType, defaultNames, type Json } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { changeTask } from '../change-task.ts'
import { type Groups, openGroups } from './groups.ts'
import { type Content, ingest, type Ingested } from './ingest.ts'
import { checkName, taskFolder } from '../key.ts'
import { refuseFull } from '../quota.ts'
import { checkWritable, type StoreContext } from '../store-context.ts'
import { type StagedUpload, storeGroup } from './upload-group.ts'

export type Uploads = Groups<StagedUpload, UploadOutcome>

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
  const { uploads } = context.groups
  await refuseFull(context)
  const folder = taskFolder(specName, taskId)
  const arrive = uploads.expect(folder)
  let ingested: Ingested | undefined
  try {
    ingested = await ingest(backend, content, {
      compression: settings.compression,
      stageId: context.newStageId(),
      signal: options.signal,
      onProgress: options.onProgress,
    })
    const { checksum, head } = ingested
    if (options.checksum !== undefined && options.checksum.toLowerCase() !== checksum) {
      throw new VitrineError('upload.checksum-mismatch', { expected: options.checksum, actual: checksum })
    }
    const type = options.type ?? (await understanding.recogniseType(givenName ?? '', head))
    if (type === 'file' && givenName === undefined)
      throw new VitrineError('name.invalid', { field: 'name', value: '', reason: 'an artifact of type file needs one' })
    const name = givenName ?? defaultNames[type === 'file' ? 'log' : type]
    const mimeType = options.mimeType ?? (await understanding.guessMimeType(name, head))
    const outcome = uploads.join(folder, {
      specName,
      taskId,
      name,
      type,
      ingested,
      tags,
      metadata: options.metadata ?? {},
      mimeType,
      version: options.version,
      replaces: options.replaces,
      createdAt: options.createdAt,
      refused: [],
    })
    arrive()
    return await outcome
  } finally {
    arrive()
    await ingested?.stage.discard()
  }
}

/** Members of a group: their stages are what it holds, some of them in memory where they lie in a bucket. */
const mostAtOnce = 200

/** Uploads into one task that are ready at the same time are stored together. */
export function openUploads(context: () => StoreContext): Uploads {
  return openGroups({
    mostAtOnce,
    serve: (folder, gather) => {
      let uploads: readonly StagedUpload[] | undefined
      return changeTask(context(), folder, () => storeGroup(context(), folder, (uploads ??= gather())))
    },
  })
}
