// What a task's own record file and NecroCode's records of it say together [S13].
//
// The record file is the truth once there is one. It lists the NecroCode records it was written in the knowledge of: those say nothing new,
// whatever became of their artifacts. Any other was written later, and its artifact is new or overwritten.
import { type NecrocodeRecord, type TaskFile } from '../task-file.ts'
import { entryOfSidecar, type FoundSidecar } from './sidecar.ts'

export interface AdoptIn {
  folder: string
  rootUri: string
  /** Asked for artifacts whose NecroCode record is gone: its Python deletes the bytes first. */
  hasBytes: (file: string) => Promise<boolean>
}

/** What tells a record of NecroCode's from every other, and from a later one of the same file. */
export function idOfSidecar({ sidecar, file }: FoundSidecar): NecrocodeRecord {
  return { file, checksum: sidecar.checksum, createdAt: sidecar.created_at }
}

const isSame = (a: NecrocodeRecord, b: NecrocodeRecord) => a.file === b.file && a.checksum === b.checksum && a.createdAt === b.createdAt

/** `own` is what the task's record file says; undefined when there is none. Undefined when nothing is known of the task. */
export async function adoptSidecars(
  own: TaskFile | undefined,
  found: readonly FoundSidecar[],
  { folder, rootUri, hasBytes }: AdoptIn,
): Promise<TaskFile | undefined> {
  const known = own?.necrocode ?? []
  const news = found.filter((candidate) => !known.some((id) => isSame(id, idOfSidecar(candidate))))
  const entries = [...(own?.entries ?? [])]
  const retired = new Map(own?.retiredVersions)

  // The newest of several that would have one name and version gets it.
  for (const candidate of oneOfEachFile(news, rootUri).toSorted(newestFirst)) {
    const index = entries.findIndex(({ file }) => file === candidate.file)
    const existing = entries[index]
    if (existing === undefined) entries.push(entryOfSidecar(candidate, folder, rootUri, entries))
    else if (candidate.isDerived !== true && existing.record.checksum !== candidate.sidecar.checksum) {
      const { record, file } = entryOfSidecar(candidate, folder, rootUri, [])
      entries[index] = { record: { ...record, name: existing.record.name, version: existing.record.version }, file }
    }
  }

  for (const id of known) {
    if (found.some(({ file }) => file === id.file)) continue
    const index = entries.findIndex(({ record, file }) => file === id.file && record.checksum === id.checksum)
    const entry = entries[index]
    if (entry === undefined || (await hasBytes(entry.file))) continue
    entries.splice(index, 1)
    const { name, version } = entry.record
    retired.set(name, [...new Set([...(retired.get(name) ?? []), version])])
  }

  const names = own ?? entries[0]?.record
  if (names === undefined) return undefined
  return {
    specName: names.specName,
    taskId: names.taskId,
    entries,
    retiredVersions: retired,
    unreadable: own?.unreadable ?? [],
    stamp: own?.stamp ?? null,
    necrocode: found.map(idOfSidecar),
  }
}

/** Of two records of one file, that of this root stands rather than one from where the store was before, then the newer. */
function oneOfEachFile(found: readonly FoundSidecar[], rootUri: string): FoundSidecar[] {
  const isHere = ({ sidecar }: FoundSidecar) => sidecar.uri.startsWith(`${rootUri}/`)
  const chosen = new Map<string, FoundSidecar>()
  for (const candidate of found.toSorted(newestFirst)) {
    const other = chosen.get(candidate.file)
    if (other === undefined || (isHere(candidate) && !isHere(other))) chosen.set(candidate.file, candidate)
  }
  return [...chosen.values()]
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function newestFirst(a: FoundSidecar, b: FoundSidecar): number {
  return compare(b.sidecar.created_at, a.sidecar.created_at) || compare(a.file, b.file) || compare(a.sidecar.uri, b.sidecar.uri)
}
