// A task as the catalog knows it, and the versions of one of its names as its record file does.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type Task } from '../../shared/spec.ts'
import { taskFolder } from './key.ts'
import { readTask, type StoreContext } from './store-context.ts'

/** Everything of a task, the newest attempt first. @throws artifact.not-found when it has neither artifacts nor problems */
export async function getTask({ backend, databases }: StoreContext, specName: string, taskId: string): Promise<Task> {
  const folder = taskFolder(specName.normalize('NFC'), taskId.normalize('NFC'))
  const artifacts = await databases.listTask(folder)
  const problems = (await databases.listProblems()).filter(({ key }) => key.startsWith(`${folder}/`))
  if (artifacts.length === 0 && problems.length === 0) throw new VitrineError('artifact.not-found', { uri: `${backend.rootUri}/${folder}` })
  const byVersion = artifacts.toSorted((a, b) => b.record.version - a.record.version || a.record.name.localeCompare(b.record.name))
  return { specName, taskId, artifacts: byVersion, problems }
}

/** All that bear the name of `record` in its task, the oldest first. */
export async function listVersions(
  context: StoreContext,
  { specName, taskId, name }: ArtifactRecord,
  find: (uri: string) => Promise<Artifact | undefined>,
): Promise<Artifact[]> {
  const task = await readTask(context, taskFolder(specName, taskId))
  const entries = (task?.entries ?? []).filter(({ record }) => record.name === name).toSorted((a, b) => a.record.version - b.record.version)
  const found = await Promise.all(entries.map(({ record }) => find(record.uri)))
  return found.filter((artifact) => artifact !== undefined)
}
