// Names of what is fetched, so that a change of the store can say which of them it makes stale.
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { type StoreChange } from '../../shared/change.ts'
import { parseNoteScope } from '../../shared/notes/note-scope.ts'
import { blobSpecName } from '../../shared/reserved-spec.ts'

export const queryKeys = {
  store: ['store'],
  recentStores: ['recent-stores'],
  specs: ['specs'],
  allQueues: ['queue'],
  queue: (show: string) => ['queue', show],
  task: (specName: string, taskId: string) => ['task', specName, taskId],
  sync: ['sync'],
  search: (search: string) => ['search', search],
  allBlobs: ['blobs'],
  blobs: (text: string) => ['blobs', text],
  savedSearches: ['saved-searches'],
  viewed: (specName: string, taskId: string) => ['viewed', specName, taskId],
  report: (uri: string) => ['report', uri],
  triage: (specName: string, taskId: string, version: number) => ['triage', specName, taskId, String(version)],
  testHistory: (specName: string, taskId: string, artifactName: string, suite: readonly string[], name: string) => [
    'test-history',
    specName,
    taskId,
    artifactName,
    ...suite,
    name,
  ],
  /** Of a task's reports taken together. */
  triages: (specName: string, taskId: string) => ['triage', specName, taskId],
  testHistories: (specName: string, taskId: string) => ['test-history', specName, taskId],
  mention: (uri: string, suite: readonly string[], name: string) => ['mention', uri, ...suite, name],
  mentions: (uri: string) => ['mention', uri],
  /** Everything of the storage room but plans, which are frozen; any change of the store makes it stale, with a pause between. */
  storage: ['storage'],
  usage: ['storage', 'usage'],
  specUsage: (specName: string) => ['storage', 'spec-usage', specName],
  artifacts: (sort: string, limit: number) => ['storage', 'artifacts', sort, String(limit)],
  trash: ['storage', 'trash'],
  receipts: ['storage', 'receipts'],
  receipt: (planId: string) => ['storage', 'receipt', planId],
  /** A receipt that was finished never changes. */
  receiptItems: (planId: string, finishedAt: string | null, list: string) => ['receipt-items', planId, String(finishedAt), list],
  jobs: ['jobs'],
  policy: ['policy'],
  plan: ['plan'],
  page: ['page'],
  /** By checksums: a comparison of contents is never stale. */
  comparison: (of: 'tests' | 'diffs' | 'logs', first: ArtifactRecord, second: ArtifactRecord) => [
    'comparison',
    of,
    ...[first, second].flatMap(({ uri, checksum, type }) => [uri, checksum, type]),
  ],
  sessions: ['sessions'],
  notes: (specName: string, taskId: string) => ['notes', specName, taskId],
  workspaces: ['workspaces'],
  workspace: (scopeKey: string) => ['workspaces', scopeKey],
  planPage: (planId: string, list: string, text: string) => ['plan-page', planId, list, text],
} as const

/** The keys that one change makes stale, or `all` when nothing can be trusted any more. */
export function staleKeys({ verb, uri, specName, taskId }: StoreChange): readonly (readonly string[])[] | 'all' {
  const task = specName === blobSpecName ? [queryKeys.task(specName, taskId), queryKeys.allBlobs] : [queryKeys.task(specName, taskId)]
  const read = [queryKeys.triages(specName, taskId), queryKeys.testHistories(specName, taskId)]
  const notes = queryKeys.notes(specName, taskId)
  const counted = [queryKeys.store, queryKeys.specs, queryKeys.allQueues, ...task]
  switch (verb) {
    case 'job':
    case 'job-end':
      return [queryKeys.jobs]
    case 'session':
      return [queryKeys.sessions]
    case 'viewed':
      return [queryKeys.viewed(specName, taskId)]
    case 'search':
      return [queryKeys.savedSearches]
    case 'file': {
      const noted = parseNoteScope(taskId)
      return noted === undefined ? [queryKeys.workspaces] : [queryKeys.workspaces, queryKeys.notes(noted.specName, noted.taskId)]
    }
    case 'open':
    case 'reindex':
      return 'all'
    case 'purge':
      return [queryKeys.store]
    case 'tag':
      return task
    case 'verdict':
      return [queryKeys.specs, queryKeys.allQueues, ...task]
    case 'facts':
      return [queryKeys.specs, queryKeys.allQueues, ...task, ...read]
    case 'upload':
    case 'delete':
    case 'restore':
      // Notes are placed in what was uploaded, and lose their places with what is gone.
      return [...counted, ...read, queryKeys.report(uri), queryKeys.mentions(uri), notes]
  }
}
