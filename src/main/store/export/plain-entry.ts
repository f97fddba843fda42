import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { artifactFile, taskFolder } from '../key.ts'
import { type TaskEntry } from '../task-file.ts'

export interface Exported {
  entry: TaskEntry
  /** From the archive's root. */
  path: string
}

/** The artifact as it lies in the archive: uncompressed by us, under the name that an uncompressed one has. */
export function plainEntry(record: ArtifactRecord): Exported {
  const folder = taskFolder(record.specName, record.taskId)
  const start = record.uri.indexOf(`/${folder}/`)
  const stored = start === -1 ? undefined : record.uri.slice(start + folder.length + 2)
  // What NecroCode put elsewhere, or beside another of that name and version, lies where Vitrine would have put it.
  const isAsNamed = stored === undefined || stored === artifactFile(record) || stored === record.name
  // A path that had to differ from the natural one differs in the archive, too.
  const file = isAsNamed ? artifactFile({ ...record, encoding: 'identity' }) : stored.replace(/\.(zst|gz)$/, record.compressed ? '' : '$&')
  const plain: ArtifactRecord = { ...record, encoding: 'identity', compressed: false, size: record.originalSize }
  return { entry: { record: plain, file }, path: `${folder}/${file}` }
}
