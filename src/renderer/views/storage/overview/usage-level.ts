// One level of the space by spec › task › type, whichever is looked at.
import { t } from '../../../../shared/language/translate.ts'
import { type ArtifactType, artifactTypes } from '../../../../shared/artifact.ts'
import { type SpecUsage, type Usage, type UsageSums } from '../../../../shared/usage.ts'
import { type Destination } from '../../../state/route.ts'

export interface UsagePart extends UsageSums {
  key: string
  name: string
  to: Destination
  /** What it consists of, as far as that is known on this level. */
  types: readonly { type: ArtifactType; sizeBytes: number }[]
}

const sum = (parts: readonly UsageSums[], of: keyof UsageSums) => parts.reduce((total, part) => total + part[of], 0)

export function specParts({ bySpec }: Usage): UsagePart[] {
  return bySpec.map(({ specName, ...sums }) => ({ ...sums, key: specName, name: specName, to: { at: 'storage', specName }, types: [] }))
}

/** A spec's tasks, the largest first. */
export function taskParts(specName: string, usage: SpecUsage): UsagePart[] {
  const parts = [...Map.groupBy(usage, ({ taskId }) => taskId)].map(([taskId, types]): UsagePart => ({
    key: taskId,
    name: taskId,
    artifacts: sum(types, 'artifacts'),
    sizeBytes: sum(types, 'sizeBytes'),
    originalSizeBytes: sum(types, 'originalSizeBytes'),
    to: { at: 'storage', specName, taskId },
    types: types.map(({ type, sizeBytes }) => ({ type, sizeBytes })),
  }))
  return parts.toSorted((a, b) => b.sizeBytes - a.sizeBytes)
}

/** What one task consists of; from here on its artifacts are looked at where they are reviewed. */
export function typeParts(specName: string, taskId: string, usage: SpecUsage): UsagePart[] {
  return usage
    .filter((row) => row.taskId === taskId)
    .map(({ type, taskId: _taskId, ...sums }) => ({
      ...sums,
      key: type,
      name: typeWords[type],
      to: { at: 'task', specName, taskId },
      types: [{ type, sizeBytes: sums.sizeBytes }],
    }))
}

export const typeWords: Record<ArtifactType, string> = { diff: t('Diffs'), log: t('Logs'), test: t('Test results'), file: t('Files') }

/** The types that appear, in the order they are always named in. */
export function typesOf(parts: readonly UsagePart[]): ArtifactType[] {
  return artifactTypes.filter((type) => parts.some(({ types }) => types.some((part) => part.type === type)))
}

/** The largest parts, and the sum of all others when there are too many to draw. */
export function splitLargest(
  parts: readonly UsagePart[],
  limit: number,
): { largest: readonly UsagePart[]; restBytes: number; rest: number } {
  const largest = parts.slice(0, limit)
  const others = parts.slice(limit)
  return { largest, restBytes: sum(others, 'sizeBytes'), rest: others.length }
}
