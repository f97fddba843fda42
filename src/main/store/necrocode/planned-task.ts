// The record file of NecroCode's design, `<spec>/<task>/metadata.json` [S13]. Its package never wrote one, so that nothing but the fields of
// a record is certain: it may be a list of records, an object of them by URI or by type, or one record.
import { artifactTypes } from '../../../shared/artifact.ts'
import { type StorageBackend } from '../backend.ts'
import { decodeSegment, isSafeFile, necrocodeFolder, taskFolder } from '../key.ts'
import { reasonOf } from '../parse-problem.ts'
import { type TaskFile } from '../task-file.ts'
import { measure } from './measure.ts'
import { parsePythonJson } from './python-json.ts'
import { entryOfSidecar, fileNameOf, type FoundSidecar, type Sidecar, sidecarSchema } from './sidecar.ts'

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isRecord = (value: Fields) => typeof value['checksum'] === 'string'

/** A planned record file's content; undefined when it is not one. */
export async function readPlannedTask(backend: StorageBackend, folder: string, content: Uint8Array): Promise<TaskFile | undefined> {
  const records = findRecords(content)
  if (records === undefined) return undefined
  const names = namesOf(folder, records)
  const task: TaskFile = { ...names, entries: [], retiredVersions: new Map(), unreadable: [], stamp: null }
  for (const value of records) {
    try {
      const fields = { ...value, spec_name: names.specName, task_id: names.taskId }
      const found = await findBytes(backend, folder, sidecarSchema.parse({ uri: defaultUri(fields), ...fields }))
      task.entries.push(entryOfSidecar(found, folder, backend.rootUri, task.entries))
    } catch (error) {
      task.unreadable.push({ value, reason: reasonOf(error) })
    }
  }
  return task
}

function findRecords(content: Uint8Array): Fields[] | undefined {
  let json: unknown
  try {
    json = parsePythonJson(Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8'))
  } catch {
    return undefined
  }
  if (Array.isArray(json)) return json.every(isObject) ? json : undefined
  if (!isObject(json) || 'format' in json) return undefined
  if (isRecord(json)) return [json]
  const list = Object.values(json).find((value) => Array.isArray(value))
  if (Array.isArray(list) && ('artifacts' in json || 'records' in json)) return list.every(isObject) ? list : undefined
  const records: Fields[] = []
  for (const [key, value] of Object.entries(json)) {
    const hint: Fields = artifactTypes.some((type) => type === key) ? { type: key } : key.includes('/') ? { uri: key } : {}
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (!isObject(item)) return undefined
      records.push({ ...hint, ...item })
    }
  }
  return records
}

/** What the records say when the folder can be that task's, and what the folder is called otherwise. */
function namesOf(folder: string, records: readonly Fields[]): { specName: string; taskId: string } {
  for (const { spec_name: spec, task_id: task } of records) {
    if ((typeof spec !== 'string' && typeof spec !== 'number') || (typeof task !== 'string' && typeof task !== 'number')) continue
    const [specName, taskId] = [String(spec), String(task)]
    if (specName === '' || taskId === '') continue
    if (taskFolder(specName, taskId) === folder || necrocodeFolder(specName, taskId) === folder)
      return { specName: specName.normalize('NFC'), taskId: taskId.normalize('NFC') }
  }
  const [spec = '', task = ''] = folder.split('/')
  return { specName: decodeSegment(spec).normalize('NFC'), taskId: decodeSegment(task).normalize('NFC') }
}

const plannedFiles: Record<string, string> = { diff: 'diff.txt', log: 'log.txt', test: 'test-result.json' }

function defaultUri({ type, compressed }: Fields): string {
  return `${plannedFiles[String(type)] ?? ''}${compressed === true ? '.gz' : ''}`
}

/** The design takes checksums of the stored bytes, the package those of the raw ones: the bytes say which this is. */
async function findBytes(backend: StorageBackend, folder: string, sidecar: Sidecar): Promise<FoundSidecar> {
  let file = fileNameOf(sidecar.uri)
  if (!isSafeFile(file)) throw new Error(`"${file.slice(0, 200)}" is no file of an artifact`)
  if (sidecar.compressed && !(await backend.exists(`${folder}/${file}`)) && (await backend.exists(`${folder}/${file}.gz`))) file += '.gz'
  if (!sidecar.compressed) return { sidecar, file }
  const measured = await measure(backend, `${folder}/${file}`, 'gzip')
  if (measured === undefined) return { sidecar, file }
  const isOfStored = measured.stored.checksum === sidecar.checksum
  const checksum = isOfStored ? measured.raw.checksum : sidecar.checksum
  return { sidecar: { ...sidecar, checksum, original_size: sidecar.original_size ?? measured.raw.sizeBytes }, file }
}
