// Artifacts as somebody looks at them: facts that are missing are computed, and what could not be read says why and is tried again.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type Place } from './catalog/catalog.ts'
import { type FactsQueue } from './facts-queue.ts'

export function openLook(
  facts: Pick<FactsQueue, 'add' | 'failureOf' | 'hasFailures'>,
  placeOf: (uri: string) => Promise<Place | undefined>,
  isComputed: () => boolean,
): (artifacts: Artifact[]) => Promise<Artifact[]> {
  return async (artifacts) => {
    const isAsked = isComputed()
    if (!isAsked && !facts.hasFailures()) return artifacts
    const look = async (artifact: Artifact): Promise<Artifact> => {
      const place = artifact.facts === null ? await placeOf(artifact.record.uri) : undefined
      if (place === undefined) return artifact
      const unread = facts.failureOf(artifact.record, place)
      if (isAsked || unread !== undefined) facts.add(artifact.record, place)
      return unread === undefined ? artifact : { ...artifact, unread }
    }
    return Promise.all(artifacts.map(look))
  }
}
