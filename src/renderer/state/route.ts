// The route is the UI state: what is open, how, and where in it, as a typed union and as an address.
import { blobSpecName } from '../../shared/reserved-spec.ts'
import {
  type CompareDestination,
  comparePath,
  compareQuery,
  parseCompare,
  parseVersion,
  withCompareQuery,
} from './comparison/compare-route.ts'
import { type Verdict, verdictSchema } from '../../shared/review/verdict.ts'
import { formatStorage, isStorage, parseStorage, type StorageDestination } from './storage-route.ts'

export const viewNames = ['diff', 'log', 'tests', 'image', 'text', 'hex'] as const
/** A way to look at an artifact. */
export type ViewName = (typeof viewNames)[number]

export interface ArtifactDestination {
  at: 'artifact'
  specName: string
  taskId: string
  version: number
  name: string
  /** Absent: the view that suits the artifact best. */
  as?: ViewName
  /** A place inside the artifact, in its viewer's words (`L12-L20`). */
  place?: string
  /** The search that led here: its results stand beside the artifact, and its texts are found in it. */
  search?: string
}

export type Destination =
  | { at: 'home' }
  | { at: 'spec'; specName: string }
  /** Without a version, the newest attempt is chosen. */
  | { at: 'task'; specName: string; taskId: string; version?: number; show?: 'notes' }
  | ArtifactDestination
  | CompareDestination
  | StorageDestination
  /** Tasks of all specs by what needs a look; or those that have a verdict. */
  | { at: 'queue'; show?: Verdict }
  | { at: 'search'; search: string }
  /** All sessions, or one of them. */
  | { at: 'sessions'; sessionId?: string }
  | { at: 'blobs' }
  | { at: 'settings'; page?: 'keys' | 'appearance' }
  /** All scopes, one of them, or a file in it. */
  | { at: 'workspaces'; scopeKey?: string; path?: string }
  | { at: 'unknown'; path: string }

export interface Route {
  to: Destination
  /** What the tree of specs is filtered by; empty for all. */
  filter: string
  /** The task is looked at on the way through the queue: a verdict leads on to the next. */
  from?: 'queue'
}

const isInTask = (to: Destination): to is Extract<Destination, { at: 'task' | 'artifact' }> => to.at === 'task' || to.at === 'artifact'

/** The route of another place: the tree's filter stays, and the way through the queue goes on within a task. */
export function routeTo(to: Destination, { filter, from, to: before }: Route): Route {
  const stays = isInTask(to) && isInTask(before) && to.specName === before.specName && to.taskId === before.taskId
  return from !== undefined && stays ? { to, filter, from } : { to, filter }
}

// A URL drops `.` and `..` as segments even when they are percent-encoded, so those carry a mark.
const dots = /^~*\.\.?$/

function formatSegment(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed())
  return dots.test(encoded) ? `~${encoded}` : encoded
}

function parseSegment(segment: string): string {
  return decodeURIComponent(segment.startsWith('~') && dots.test(segment) ? segment.slice(1) : segment)
}

/** Percent-encoding that keeps a place readable: `src/a.ts:R14` stays as it is. */
function formatPlace(place: string): string {
  return encodeURIComponent(place.toWellFormed()).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',')
}

function formatPath(to: Destination): string {
  switch (to.at) {
    case 'home':
      return '/'
    case 'spec':
      return `/spec/${formatSegment(to.specName)}`
    case 'task':
      return ['/task', formatSegment(to.specName), formatSegment(to.taskId), ...(to.version === undefined ? [] : [to.version])].join('/')
    case 'artifact':
      return ['/task', formatSegment(to.specName), formatSegment(to.taskId), to.version, formatSegment(to.name)].join('/')
    case 'compare':
      return ['/compare', ...comparePath(to).map((part) => formatSegment(String(part)))].join('/')
    case 'storage':
    case 'cleanup':
    case 'trash':
    case 'verify':
    case 'activity':
      return formatStorage(to).path
    case 'queue':
      return '/queue'
    case 'search':
      return '/search'
    case 'blobs':
      return '/blobs'
    case 'sessions':
      return to.sessionId === undefined ? '/sessions' : `/sessions/${formatSegment(to.sessionId)}`
    case 'settings':
      return to.page === undefined ? '/settings/stores' : `/settings/${to.page}`
    case 'workspaces':
      return ['/workspaces', ...[to.scopeKey, to.path?.slice(1)].filter((part) => part !== undefined).map(formatSegment)].join('/')
    case 'unknown':
      return to.path
  }
}

/** The address of a route: path, query and fragment. */
export function formatRoute({ to, filter, from }: Route): string {
  const query = new URLSearchParams(isStorage(to) ? formatStorage(to).query : to.at === 'compare' ? compareQuery(to) : [])
  if (to.at === 'artifact' && to.as !== undefined) query.set('as', to.as)
  if ((to.at === 'artifact' || to.at === 'search') && to.search !== undefined && to.search !== '') query.set('q', to.search.toWellFormed())
  if (to.at === 'task' && to.show !== undefined) query.set('show', to.show)
  if (to.at === 'queue' && to.show !== undefined) query.set('show', to.show)
  if (from !== undefined && isInTask(to)) query.set('from', from)
  if (filter !== '') query.set('filter', filter.toWellFormed())
  const search = query.size === 0 ? '' : `?${query}`
  const fragment = (to.at === 'artifact' || to.at === 'compare') && to.place !== undefined ? `#${formatPlace(to.place)}` : ''
  return formatPath(to) + search + fragment
}

const isViewName = (text: string | null): text is ViewName => viewNames.some((name) => name === text)

function parseTask(segments: string[]): Destination | undefined {
  const [specName, taskId, versionSegment, name] = segments
  if (specName === undefined || taskId === undefined || segments.length > 4) return undefined
  if (versionSegment === undefined) return { at: 'task', specName, taskId }
  const version = parseVersion(versionSegment)
  if (version === undefined) return undefined
  return name === undefined ? { at: 'task', specName, taskId, version } : { at: 'artifact', specName, taskId, version, name }
}

function parseSessions([sessionId, ...rest]: string[]): Destination | undefined {
  if (rest.length > 0) return undefined
  return sessionId === undefined ? { at: 'sessions' } : { at: 'sessions', sessionId }
}

function parseWorkspaces([scopeKey, path, ...rest]: string[]): Destination | undefined {
  if (rest.length > 0) return undefined
  if (scopeKey === undefined) return { at: 'workspaces' }
  return path === undefined ? { at: 'workspaces', scopeKey } : { at: 'workspaces', scopeKey, path: `/${path}` }
}

function parsePath(path: string): Destination | undefined {
  if (path === '/') return { at: 'home' }
  if (path === '/blobs') return { at: 'blobs' }
  if (path === '/settings/keys') return { at: 'settings', page: 'keys' }
  if (path === '/settings/appearance') return { at: 'settings', page: 'appearance' }
  if (path === '/settings/stores' || path === '/settings') return { at: 'settings' }
  const [first, ...segments] = path.slice(1).split('/').map(parseSegment)
  if (segments.includes('')) return undefined
  if (first === 'task') return parseTask(segments)
  if (first === 'compare') return parseCompare(segments)
  if (first === 'workspaces') return parseWorkspaces(segments)
  if (first === 'sessions') return parseSessions(segments)
  const [specName] = segments
  return first === 'spec' && specName !== undefined && segments.length === 1 ? { at: 'spec', specName } : undefined
}

function parseShow(text: string | null): { show?: Verdict } {
  const { data } = verdictSchema.safeParse(text)
  return data === undefined ? {} : { show: data }
}

/** The route that an address names; one that is none of ours is `unknown`, never an error. */
export function parseRoute({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): Route {
  const query = new URLSearchParams(search)
  const filter = query.get('filter') ?? ''
  try {
    if (pathname === '/queue') return { to: { at: 'queue', ...parseShow(query.get('show')) }, filter }
    if (pathname === '/search') return { to: { at: 'search', search: query.get('q') ?? '' }, filter }
    const to = parsePath(pathname) ?? parseStorage(pathname, query) ?? { at: 'unknown' as const, path: pathname }
    const from = isInTask(to) && query.get('from') === 'queue' ? { from: 'queue' as const } : {}
    if (to.at === 'task' && query.get('show') === 'notes') return { to: { ...to, show: 'notes' }, filter, ...from }
    if (to.at !== 'artifact' && to.at !== 'compare') return { to, filter, ...from }
    const place = decodeURIComponent(hash.slice(1))
    if (to.at === 'compare') return { to: withCompareQuery(to, query, place), filter }
    const as = query.get('as')
    const search = query.get('q') ?? ''
    return {
      to: { ...to, ...(isViewName(as) ? { as } : {}), ...(place === '' ? {} : { place }), ...(search === '' ? {} : { search }) },
      filter,
      ...from,
    }
  } catch (error) {
    // Broken percent-encoding is a typing mistake like any other.
    if (error instanceof URIError) return { to: { at: 'unknown', path: pathname }, filter }
    throw error
  }
}

/** The place that a place lies in. */
export function outOf(to: Destination): Destination {
  switch (to.at) {
    case 'artifact':
      if (to.search !== undefined) return { at: 'search', search: to.search }
      return to.specName === blobSpecName ? { at: 'blobs' } : { at: 'task', specName: to.specName, taskId: to.taskId, version: to.version }
    case 'compare':
      return { at: 'task', specName: to.specName, taskId: to.taskId, version: to.second }
    case 'task':
      return { at: 'spec', specName: to.specName }
    case 'storage':
      if (to.taskId !== undefined && to.specName !== undefined) return { at: 'storage', specName: to.specName }
      return to.specName === undefined ? { at: 'home' } : { at: 'storage' }
    case 'activity':
      return to.planId === undefined ? { at: 'storage' } : { at: 'activity' }
    case 'cleanup':
    case 'trash':
    case 'verify':
      return { at: 'storage' }
    case 'sessions':
      return to.sessionId === undefined ? { at: 'home' } : { at: 'sessions' }
    case 'workspaces':
      if (to.path !== undefined && to.scopeKey !== undefined) return { at: 'workspaces', scopeKey: to.scopeKey }
      return to.scopeKey === undefined ? { at: 'home' } : { at: 'workspaces' }
    case 'spec':
    case 'queue':
    case 'search':
    case 'blobs':
    case 'settings':
    case 'home':
    case 'unknown':
      return { at: 'home' }
  }
}
