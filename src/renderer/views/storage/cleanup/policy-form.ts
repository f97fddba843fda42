// The policy as somebody types it.
import { artifactTypes } from '../../../../shared/artifact.ts'
import { type RetentionPolicy } from '../../../../shared/retention.ts'

/** Undefined for what is no number of days; fractions of a day are. */
export function parseDays(text: string): number | undefined {
  const days = Number(text)
  return text.trim() !== '' && Number.isFinite(days) && days >= 0 ? days : undefined
}

export function parseNewest(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
}

/** Tags between commas, each once. */
export function parseTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '')
}

export function isSamePolicy(a: RetentionPolicy, b: RetentionPolicy): boolean {
  return (
    artifactTypes.every((type) => a.days[type] === b.days[type]) &&
    a.keep.pinned === b.keep.pinned &&
    a.keep.newest === b.keep.newest &&
    a.keep.unreviewed === b.keep.unreviewed &&
    a.keep.tags.join('\n') === b.keep.tags.join('\n')
  )
}
