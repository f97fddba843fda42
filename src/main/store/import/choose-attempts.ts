import { type Artifact } from '../../../shared/artifact-list.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type FoundFile } from './plan-import.ts'

export interface ImportAttempt {
  version: number
  files: FoundFile[]
}

/**
 * The attempt number of each agent run in each task: the one it has from an earlier import, else the next. Files of no agent run join
 * the attempt that holds all of them already, else make the next one.
 */
export async function chooseAttempts(store: ArtifactStore, files: readonly FoundFile[]): Promise<ImportAttempt[]> {
  const attempts: ImportAttempt[] = []
  for (const inTask of Map.groupBy(files, ({ specName, taskId }) => JSON.stringify([specName, taskId])).values()) {
    const [first] = inTask
    if (first === undefined) continue
    const known = await listTaskArtifacts(store, first.specName, first.taskId)
    let highest = Math.max(0, ...known.map(({ record }) => record.version))
    for (const [agentRun, inRun] of Map.groupBy(inTask, (file) => file.agentRun)) {
      const before =
        agentRun === undefined
          ? findSameNames(known, inRun)
          : known.find(({ record }) => record.metadata['agent'] === agentRun)?.record.version
      attempts.push({ version: before ?? ++highest, files: inRun })
    }
  }
  return attempts
}

/** A task's artifacts; none for a task that is not there. */
export async function listTaskArtifacts(store: ArtifactStore, specName: string, taskId: string): Promise<Artifact[]> {
  try {
    return (await store.getTask(specName, taskId)).artifacts
  } catch (error) {
    if (isVitrineError(error, 'artifact.not-found')) return []
    throw error
  }
}

function findSameNames(known: readonly Artifact[], files: readonly FoundFile[]): number | undefined {
  for (const [version, artifacts] of Map.groupBy(known, ({ record }) => record.version)) {
    const sizes = new Map(artifacts.map(({ record }) => [record.name, record.originalSize]))
    if (files.every(({ name, file }) => sizes.get(name.normalize('NFC')) === file.sizeBytes)) return version
  }
  return undefined
}
