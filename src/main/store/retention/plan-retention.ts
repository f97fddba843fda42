// The decision [S9], pure: what is due, what is kept and why.
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type OldRecord } from '../catalog/old-query.ts'
import { isReservedSpec } from '../../../shared/reserved-spec.ts'
import { isReviewed } from '../../../shared/review/verdict.ts'
import { type KeptBecause, type Planned, type RetentionPlan, type RetentionPolicy } from '../../../shared/retention.ts'

const pinnedTag = 'pinned'
const dayMs = 24 * 60 * 60 * 1000

/** An artifact with the place of its version among those of its task: 0 for the newest. */
export interface RankedRecord {
  record: OldRecord
  versionRank: number
}

export interface RetentionRequest {
  planId: string
  storeUri: string
  policy: RetentionPolicy
  now: Date
  /** URIs a person took out of the plan. */
  excluded?: ReadonlySet<string>
}

/** Strictly older than its type's days: an artifact is not due on the day itself. */
export function isOldEnough({ createdAt, type }: Pick<ArtifactRecord, 'createdAt' | 'type'>, policy: RetentionPolicy, now: Date): boolean {
  return Date.parse(createdAt) + policy.days[type] * dayMs < now.getTime()
}

/** A plan that lists nothing yet. */
export function emptyPlan({ planId, storeUri, policy, now }: RetentionRequest): RetentionPlan {
  return { format: 1, planId, storeUri, now: now.toISOString(), policy, due: [], kept: [], freedBytes: 0 }
}

/** Adds what comes next. Records that are not old enough do not appear in the plan, nor does what the store keeps for its other doors. */
export function addToPlan(plan: RetentionPlan, records: Iterable<RankedRecord>, { policy, now, excluded }: RetentionRequest): void {
  for (const { record, versionRank } of records) {
    if (!isOldEnough(record, policy, now) || isReservedSpec(record.specName)) continue
    const planned = describe(record, now)
    const because = keptBecause(record, versionRank, policy, excluded)
    if (because === undefined) {
      plan.due.push({ ...planned, limitDays: policy.days[record.type] })
      plan.freedBytes += record.size
    } else {
      plan.kept.push({ ...planned, because })
    }
  }
}

function keptBecause(
  record: OldRecord,
  versionRank: number,
  { keep }: RetentionPolicy,
  excluded: ReadonlySet<string> | undefined,
): KeptBecause | undefined {
  if (excluded?.has(record.uri) === true) return 'excluded'
  if (keep.pinned && record.tags.includes(pinnedTag)) return 'pinned'
  if (record.tags.some((tag) => keep.tags.includes(tag))) return 'tag'
  if (versionRank < keep.newest) return 'newest'
  if (keep.unreviewed && !isReviewed(record)) return 'unreviewed'
  return undefined
}

function describe(record: OldRecord, now: Date): Planned {
  const { uri, specName, taskId, name, version, type, size, createdAt, checksum, tags } = record
  const ageDays = Math.floor((now.getTime() - Date.parse(createdAt)) / dayMs)
  return { uri, specName, taskId, name, version, type, sizeBytes: size, createdAt, checksum, tags, ageDays }
}
