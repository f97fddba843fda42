// A task's record file, `metadata.json`: the truth about its artifacts [S1] [S3]. Format in docs/formats.md.
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type ArtifactRecord, formatRecord, parseRecord } from '../../shared/artifact.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { type StorageBackend, UnclearWrite } from './backend.ts'
import { WriteConflict } from './change-task.ts'
import { readPlannedTask } from './necrocode/planned-task.ts'
import { reasonOf } from './parse-problem.ts'
import { artifactFile, artifactKey, isFileOf, taskFileName } from './key.ts'
import { formatTaskJson, parseTaskJson } from './task-json.ts'

const understoodFormat = 1
/** More than come between a write and the question what became of it. */
const keptWrites = 16
/** Records that are looked through before others have their turn. */
const recordsAtOnce = 1000

/** One artifact of a task as its record file holds it. */
export interface TaskEntry {
  record: ArtifactRecord
  /** The path of its bytes inside the task's folder; see `artifactKey` for the other one it may be. */
  file: string
}

/** One of NecroCode's records, as far as it takes to know it again. */
export interface NecrocodeRecord {
  file: string
  checksum: string
  /** As NecroCode wrote it. */
  createdAt: string
}

export interface TaskFile {
  specName: string
  taskId: string
  entries: TaskEntry[]
  /** Versions of each name that were used and deleted: they are not given out again [S7]. */
  retiredVersions: Map<string, readonly number[]>
  /** Records that cannot be read, kept as they are. */
  unreadable: { value: unknown; reason: string }[]
  /** The stamp of the record file that this was read from; null when there was none. */
  stamp: string | null
  /** Names of the latest writes, the newest last, where several machines write: so each can tell whether a write of its own took place. */
  writes?: readonly string[]
  /** The NecroCode records that this file was written in the knowledge of [S13]: what they say is in it, or was meant to go. */
  necrocode?: readonly NecrocodeRecord[]
}

const fileSchema = z.object({
  format: z.number().int().positive(),
  spec_name: z.string().min(1),
  task_id: z.string().min(1),
  retired_versions: z.array(z.object({ name: z.string(), versions: z.array(z.number().int().positive()) })).default([]),
  artifacts: z.array(z.unknown()),
  writes: z.array(z.string()).default([]),
  necrocode: z.array(z.object({ file: z.string(), checksum: z.string(), created_at: z.string() })).default([]),
})

export const taskFileKey = (folder: string) => `${folder}/${taskFileName}`

/** The bytes of a record file. */
export async function formatTaskFile({
  specName,
  taskId,
  entries,
  retiredVersions,
  unreadable,
  writes = [],
  necrocode = [],
}: TaskFile): Promise<Uint8Array> {
  const artifacts: unknown[] = []
  for (const [index, { record, file }] of entries.entries()) {
    artifacts.push({ ...formatRecord(record), file })
    if (index % recordsAtOnce === recordsAtOnce - 1) await setImmediate()
  }
  const value = {
    format: understoodFormat,
    spec_name: specName,
    task_id: taskId,
    retired_versions: [...retiredVersions].map(([name, versions]) => ({ name, versions })),
    artifacts: artifacts.concat(unreadable.map(({ value }) => value)),
    ...(writes.length === 0 ? {} : { writes }),
    ...(necrocode.length === 0
      ? {}
      : { necrocode: necrocode.map(({ file, checksum, createdAt }) => ({ file, checksum, created_at: createdAt })) }),
  }
  return Buffer.from(`${await formatTaskJson(value)}\n`)
}

/**
 * A record file's content, with URIs computed from where it lies.
 * @throws record.unreadable when it is not one; store.too-new when a later Vitrine wrote it
 */
export async function parseTaskFile(content: Uint8Array, folder: string, rootUri: string): Promise<TaskFile> {
  const key = taskFileKey(folder)
  try {
    const json = await parseTaskJson(Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8'))
    const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
    if (typeof format === 'number' && format > understoodFormat)
      throw new VitrineError('store.too-new', { key, format, understood: understoodFormat })
    const value = fileSchema.parse(json)
    const task: TaskFile = {
      specName: value.spec_name,
      taskId: value.task_id,
      entries: [],
      retiredVersions: new Map<string, readonly number[]>(value.retired_versions.map(({ name, versions }) => [name, versions])),
      unreadable: [],
      stamp: null,
      writes: value.writes,
      necrocode: value.necrocode.map(({ file, checksum, created_at: createdAt }) => ({ file, checksum, createdAt })),
    }
    for (const [index, artifact] of value.artifacts.entries()) {
      if (index % recordsAtOnce === recordsAtOnce - 1) await setImmediate()
      try {
        task.entries.push(parseEntry(artifact, task, folder, rootUri))
      } catch (error) {
        task.unreadable.push({ value: artifact, reason: reasonOf(error) })
        retireUnreadable(task.retiredVersions, artifact)
      }
    }
    return task
  } catch (error) {
    if (error instanceof VitrineError) throw error
    throw new VitrineError('record.unreadable', { key, reason: reasonOf(error) }, { cause: error })
  }
}

const numberedSchema = z.object({ name: z.string().min(1), version: z.number().int().positive() })

/** What a record that cannot be read still says of its version keeps that from being given out again [S7]. */
function retireUnreadable(retired: Map<string, readonly number[]>, value: unknown): void {
  const { data } = numberedSchema.safeParse(value)
  if (data !== undefined) retired.set(data.name, [...new Set([...(retired.get(data.name) ?? []), data.version])])
}

function parseEntry(value: unknown, { specName, taskId }: TaskFile, folder: string, rootUri: string): TaskEntry {
  const fields = z.record(z.string(), z.unknown()).parse(value)
  const record = parseRecord({ ...fields, uri: '', spec_name: specName, task_id: taskId })
  const file = typeof fields['file'] === 'string' ? fields['file'] : artifactFile(record)
  if (!isFileOf(specName, taskId, file)) throw new Error(`"${file.slice(0, 200)}" leads outside the task's folder`)
  return { record: { ...record, uri: `${rootUri}/${artifactKey(folder, file)}` }, file }
}

/** A task's record file, ours or the one that NecroCode planned; undefined when the task has none. @throws record.unreadable, store.too-new */
export async function readTaskFile(backend: StorageBackend, folder: string): Promise<TaskFile | undefined> {
  const found = await backend.read(taskFileKey(folder))
  if (found === undefined) return undefined
  try {
    return { ...(await parseTaskFile(found.content, folder, backend.rootUri)), stamp: found.stamp }
  } catch (error) {
    const planned = isVitrineError(error, 'record.unreadable') ? await readPlannedTask(backend, folder, found.content) : undefined
    if (planned === undefined) throw error
    return { ...planned, stamp: found.stamp }
  }
}

/**
 * Replaces a task's record file at once or not at all; durable after a flush of its key. Gives its stamp.
 * @throws WriteConflict when the record file is not the one that the task was read from, where the backend can tell
 */
export async function writeTaskFile(backend: StorageBackend, folder: string, task: TaskFile): Promise<string> {
  const ifMatch = backend.capabilities.conditionalWrites ? task.stamp : undefined
  if (ifMatch === undefined) return (await backend.upload(taskFileKey(folder), await formatTaskFile(task))) ?? ''
  const name = crypto.randomUUID().slice(0, 13)
  const before = task.writes ?? []
  const content = await formatTaskFile({ ...task, writes: [...before, name].slice(-keptWrites) })
  try {
    const stamp = await backend.upload(taskFileKey(folder), content, { ifMatch })
    if (stamp !== undefined) return stamp
  } catch (error) {
    if (!(error instanceof UnclearWrite)) throw error
    const writes = (await readTaskFile(backend, folder))?.writes ?? []
    // It took place, and others have written since.
    if (writes.includes(name)) return ''
    // So many have that ours may have been among them.
    if (writes.length === keptWrites && !writes.some((other) => before.includes(other))) throw error
  }
  throw new WriteConflict()
}
