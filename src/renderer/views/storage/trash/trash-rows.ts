import { type Trashed } from '../../../../shared/trash.ts'

const cleanupPrefix = 'cleanup:'

export type Deleter = { by: 'cleanup'; planId: string } | { by: 'person'; name: string } | { by: 'unknown' }

export function deleterOf({ deletedBy }: Pick<Trashed, 'deletedBy'>): Deleter {
  if (deletedBy === null) return { by: 'unknown' }
  return deletedBy.startsWith(cleanupPrefix)
    ? { by: 'cleanup', planId: deletedBy.slice(cleanupPrefix.length) }
    : { by: 'person', name: deletedBy }
}

export const isExpired = ({ expiresAt }: Trashed, nowMs: number) => Date.parse(expiresAt) < nowMs

/** Stored bytes. */
export const sumBytes = (trashed: readonly Trashed[]) => trashed.reduce((sum, { record }) => sum + record.size, 0)
