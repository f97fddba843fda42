// Uploads into one task that are stored together [S5]: one intent, one record file, one flush of folders, one change of the catalog.
import { type ArtifactRecord, type ArtifactType, type Json } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { WriteConflict } from '../change-task.ts'
import { chooseVersion } from './choose-version.ts'
import { type Settled } from './groups.ts'
import { type Ingested } from './ingest.ts'
import { asideKey, type UploadItem } from '../journal.ts'
import { artifactKey } from '../key.ts'
import { chooseFile } from '../places.ts'
import { measureRoom } from '../quota.ts'
import { emptyTask, readTask, recordWrite, type StoreContext } from '../store-context.ts'
import { type TaskEntry, type TaskFile } from '../task-file.ts'
import { type UploadOutcome } from './upload.ts'

/** An upload whose bytes are staged. */
export interface StagedUpload {
  specName: string
  taskId: string
  name: string
  type: ArtifactType
  ingested: Ingested
  tags: string[]
  metadata: Record<string, Json>
  mimeType: string
  version: number | undefined
  replaces: boolean | undefined
  createdAt: string | undefined
  /** Files that it could not have; see `chooseFile`. */
  refused: string[]
}

/** What is stored of one upload, and what goes for it. */
interface Planned {
  upload: StagedUpload
  entry: TaskEntry
  replaced: TaskEntry | undefined
  item: UploadItem
}

/** Stages of a bucket that are put in place at once. */
const committedAtOnce = 16

/**
 * Stores uploads into the task of that folder, whose lock must be held. Each has its own outcome: one that is refused, or whose bytes cannot
 * be put in place, fails alone. What fails all of them is thrown.
 */
export async function storeGroup(
  context: StoreContext,
  folder: string,
  uploads: readonly StagedUpload[],
): Promise<Settled<UploadOutcome>[]> {
  const [first] = uploads
  if (first === undefined) return []
  await context.necrocode.scanTask(first.specName, first.taskId, folder)
  const task = (await readTask(context, folder)) ?? emptyTask(first.specName, first.taskId)
  const outcomes: Settled<UploadOutcome>[] = []
  const planned: Planned[] = []
  const planner = await openPlanner(context, folder, task)
  for (const upload of uploads) {
    try {
      const made = await planner.plan(upload)
      if (made !== undefined && 'item' in made) planned.push(made)
      const outcome = made === undefined || !('item' in made) ? made : { record: made.entry.record, isNew: true }
      outcomes.push(outcome && { status: 'fulfilled', value: outcome })
    } catch (reason) {
      outcomes.push({ status: 'rejected', reason })
    }
  }
  if (planned.length === 0) return outcomes
  const failures: Failures = new Map()
  try {
    await commitGroup(context, folder, task, planned, failures)
  } catch (reason) {
    if (reason instanceof WriteConflict) throw reason
    for (const { entry } of planned) if (!failures.has(entry.record)) failures.set(entry.record, { reason })
  }
  // An upload of the same bytes is what became of the one that it is the same as.
  return outcomes.map((outcome) => {
    const failure = outcome?.status === 'fulfilled' ? failures.get(outcome.value.record) : undefined
    return failure === undefined ? outcome : { status: 'rejected', reason: failure.reason }
  })
}

interface Planner {
  /** Undefined for an upload that replaces what an earlier one of the group makes: that has to be there first. */
  plan: (upload: StagedUpload) => Promise<Planned | UploadOutcome | undefined>
}

async function openPlanner(context: StoreContext, folder: string, task: TaskFile): Promise<Planner> {
  const { backend, settings } = context
  const { conditionalWrites } = backend.capabilities
  const checkRoom = await measureRoom(context)
  const made = new Set<TaskEntry>()
  const gone = new Set<TaskEntry>()
  let entries: readonly TaskEntry[] = task.entries
  let addedBytes = 0

  return {
    plan: async (upload) => {
      checkSameTask(task, upload, folder)
      const { ingested, refused } = upload
      const { checksum, encoding, size, originalSize, stage } = ingested
      const choice = chooseVersion({ ...task, entries: [...entries] }, { ...upload, checksum }, settings)
      if ('same' in choice) return { record: choice.same, isNew: false }
      const { version, replaced } = choice
      if (replaced !== undefined && made.has(replaced)) return undefined
      const grownBytes = addedBytes + size - (replaced?.record.size ?? 0)
      checkRoom(grownBytes)
      const others = entries.filter((entry) => entry !== replaced)
      // What goes keeps its place until the group is there, for others and, where there is no lock between machines, for its successor.
      const taken = [...others, ...gone].map((entry) => entry.file)
      const own = conditionalWrites ? undefined : replaced?.file
      if (conditionalWrites && replaced !== undefined) taken.push(replaced.file)
      const file = await chooseFile(context, folder, { place: { ...upload, version, encoding }, taken, own, refused })
      const record: ArtifactRecord = {
        uri: `${backend.rootUri}/${artifactKey(folder, file)}`,
        taskId: upload.taskId,
        specName: upload.specName,
        type: upload.type,
        name: upload.name,
        size,
        originalSize,
        checksum,
        createdAt: upload.createdAt ?? context.now().toISOString(),
        compressed: encoding !== 'identity',
        encoding,
        mimeType: upload.mimeType,
        tags: upload.tags,
        version,
        metadata: upload.metadata,
      }
      const entry: TaskEntry = { record, file }
      const aside = replaced?.file === file ? asideKey(stage.id) : undefined
      const replacedMark =
        replaced === undefined || !conditionalWrites ? undefined : (await backend.stat(artifactKey(folder, replaced.file)))?.mark
      made.add(entry)
      if (replaced !== undefined) gone.add(replaced)
      addedBytes = grownBytes
      entries = [...others, entry]
      return { upload, entry, replaced, item: { entry, stageId: stage.id, replaced: replaced?.file, replacedMark, aside } }
    },
  }
}

/** Two names may share a folder only by a collision of 64 bits of SHA-256, or by somebody's hand. */
function checkSameTask(task: TaskFile, { specName, taskId }: StagedUpload, folder: string): void {
  if (task.specName === specName && task.taskId === taskId) return
  throw new VitrineError('record.unreadable', {
    key: folder,
    reason: `it holds the task ${JSON.stringify(task.taskId)} of ${JSON.stringify(task.specName)}`,
  })
}

/** Why records did not come to be. */
type Failures = Map<ArtifactRecord, { reason: unknown }>

/** Those whose bytes cannot be put in place are added to `failures`; the others are there when this answers. What fails all is thrown. */
async function commitGroup(
  context: StoreContext,
  folder: string,
  task: TaskFile,
  planned: readonly Planned[],
  failures: Failures,
): Promise<void> {
  const { backend } = context
  const intentOf = (plans: readonly Planned[]) => ({ verb: 'upload' as const, folder, items: plans.map(({ item }) => item) })
  await context.journal.run(intentOf(planned), async (undoPart) => {
    for (let start = 0; start < planned.length; start += committedAtOnce) {
      const plans = planned.slice(start, start + committedAtOnce)
      const puts = await Promise.allSettled(plans.map((plan) => putInPlace(context, folder, plan)))
      for (const [index, put] of puts.entries()) {
        const record = plans[index]?.entry.record
        if (put.status === 'fulfilled' || record === undefined) continue
        if (put.reason instanceof WriteConflict) throw put.reason
        failures.set(record, { reason: put.reason })
      }
    }
    const stored = planned.filter(({ entry }) => !failures.has(entry.record))
    const failed = planned.filter(({ entry }) => failures.has(entry.record))
    if (stored.length === 0) return undoPart(intentOf(failed))
    const gone = stored.flatMap(({ replaced }) => (replaced === undefined ? [] : [replaced]))
    const put = stored.map(({ entry }) => entry)
    const after: TaskFile = { ...task, entries: [...task.entries.filter((entry) => !gone.includes(entry)), ...put] }
    const bytes = put.map(({ file }) => artifactKey(folder, file))
    await recordWrite(context, { verb: 'upload', folder, task: after, put, removed: gone.map(({ file }) => file) }, bytes)
    // Only now does nothing name the old bytes any more.
    for (const { item, replaced } of stored)
      if (replaced !== undefined) await backend.delete(item.aside ?? artifactKey(folder, replaced.file))
    if (failed.length > 0) undoPart(intentOf(failed))
  })
}

async function putInPlace({ backend }: StoreContext, folder: string, { upload, entry, item: { aside } }: Planned): Promise<void> {
  const bytes = artifactKey(folder, entry.file)
  if (aside !== undefined && (await backend.exists(bytes))) await backend.move(bytes, aside)
  // Nothing is there: the file was chosen so, or its bytes went aside. Whoever reads those that come back finds all of them or none.
  const inPlace = aside === undefined
  if (await upload.ingested.stage.commit(bytes, { ifAbsent: backend.capabilities.conditionalWrites, inPlace })) return
  upload.refused.push(entry.file)
  throw new WriteConflict()
}
