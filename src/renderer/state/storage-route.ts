// The places of the storage room: what is drilled into, planned, filtered or opened there.
import { artifactTypes } from '../../shared/artifact.ts'
import { type RetentionPolicy } from '../../shared/retention.ts'

export interface CleanupDestination {
  at: 'cleanup'
  /** Absent: the store's own. */
  policy?: RetentionPolicy
  /** Absent: what is due. */
  list?: 'kept' | 'soon'
  text?: string
  /** Taken out of the plan by hand. */
  excludedUris?: readonly string[]
}

export interface VerifyDestination {
  at: 'verify'
  specName?: string
  taskId?: string
}

export type StorageDestination =
  | { at: 'storage'; specName?: string; taskId?: string }
  | CleanupDestination
  | { at: 'trash'; text?: string }
  | VerifyDestination
  /** With the receipt of a cleanup open. */
  | { at: 'activity'; planId?: string }

const paths: Record<StorageDestination['at'], string> = {
  storage: '/storage',
  cleanup: '/storage/cleanup',
  trash: '/storage/trash',
  verify: '/storage/verify',
  activity: '/storage/activity',
}
const places = Object.keys(paths) as StorageDestination['at'][]

export function isStorage(to: { at: string }): to is StorageDestination {
  return places.some((at) => at === to.at)
}

type Query = [name: string, value: string][]

export function formatStorage(to: StorageDestination): { path: string; query: Query } {
  const query: Query = []
  const add = (name: string, value: string | undefined) => value !== undefined && value !== '' && query.push([name, value.toWellFormed()])
  switch (to.at) {
    case 'storage':
    case 'verify':
      add('spec', to.specName)
      add('task', to.taskId)
      break
    case 'trash':
      add('text', to.text)
      break
    case 'activity':
      add('receipt', to.planId)
      break
    case 'cleanup':
      query.push(...formatPolicy(to.policy))
      add('list', to.list)
      add('text', to.text)
      for (const uri of to.excludedUris ?? []) add('without', uri)
  }
  return { path: paths[to.at], query }
}

function formatPolicy(policy: RetentionPolicy | undefined): Query {
  if (policy === undefined) return []
  const { days, keep } = policy
  return [
    ['days', artifactTypes.map((type) => days[type]).join(',')],
    ['keep', [...(keep.pinned ? ['pinned'] : []), ...(keep.unreviewed ? ['unreviewed'] : []), String(keep.newest)].join(',')],
    ...keep.tags.map((tag): [string, string] => ['tag', tag.toWellFormed()]),
  ]
}

/** Undefined for a policy that nobody's form can have written. */
function parsePolicy(query: URLSearchParams): RetentionPolicy | undefined {
  const numbers = query.get('days')?.split(',').map(Number) ?? []
  const [diff, log, test, file] = numbers
  if (numbers.length !== artifactTypes.length || !numbers.every((days) => Number.isFinite(days) && days >= 0)) return undefined
  if (diff === undefined || log === undefined || test === undefined || file === undefined) return undefined
  const keep = query.get('keep')?.split(',') ?? []
  const newest = Number(keep.at(-1))
  if (!Number.isSafeInteger(newest) || newest < 0) return undefined
  return {
    days: { diff, log, test, file },
    keep: { pinned: keep.includes('pinned'), newest, unreviewed: keep.includes('unreviewed'), tags: query.getAll('tag') },
  }
}

export function parseStorage(path: string, query: URLSearchParams): StorageDestination | undefined {
  const at = places.find((place) => paths[place] === path)
  const text = query.get('text') ?? ''
  const specName = query.get('spec') ?? ''
  const taskId = query.get('task') ?? ''
  const inStore = specName === '' ? {} : { specName, ...(taskId === '' ? {} : { taskId }) }
  switch (at) {
    case undefined:
      return undefined
    case 'storage':
    case 'verify':
      return { at, ...inStore }
    case 'trash':
      return { at, ...(text === '' ? {} : { text }) }
    case 'activity': {
      const planId = query.get('receipt')
      return { at, ...(planId === null ? {} : { planId }) }
    }
    case 'cleanup': {
      const policy = parsePolicy(query)
      const list = query.get('list')
      const excludedUris = query.getAll('without')
      return {
        at,
        ...(policy === undefined ? {} : { policy }),
        ...(list === 'kept' || list === 'soon' ? { list } : {}),
        ...(text === '' ? {} : { text }),
        ...(excludedUris.length === 0 ? {} : { excludedUris }),
      }
    }
  }
}
