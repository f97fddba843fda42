// A store with a past: artifacts that were stored days ago, made through the store's own door.
import { openStore } from '../src/main/store/open-store.ts'
import { type ArtifactType } from '../src/shared/artifact.ts'
import { type Home } from './served-app.ts'

interface OldArtifact {
  specName: string
  taskId: string
  type: ArtifactType
  name: string
  content: string
  ageDays: number
  version?: number
  tags?: string[]
}

const dayMs = 24 * 60 * 60 * 1000

/** Two specs: three logs and a diff that a cleanup takes, one that is pinned, one that is the newest of its task, and a young one. */
export const oldArtifacts: readonly OldArtifact[] = [
  ...[1, 2, 3].map((version) => ({
    specName: 'api',
    taskId: 'one',
    type: 'log' as const,
    name: 'run.log',
    content: `line of attempt ${version}\n`.repeat(version * 400),
    ageDays: 40 - version,
    version,
  })),
  {
    specName: 'api',
    taskId: 'one',
    type: 'diff',
    name: 'change.diff',
    content: '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n',
    ageDays: 50,
    version: 1,
  },
  { specName: 'api', taskId: 'two', type: 'log', name: 'kept.log', content: 'pinned\n', ageDays: 60, version: 1, tags: ['pinned'] },
  { specName: 'api', taskId: 'two', type: 'log', name: 'old.log', content: 'old\n'.repeat(50), ageDays: 60, version: 1 },
  { specName: 'api', taskId: 'two', type: 'log', name: 'young.log', content: 'young\n', ageDays: 1, version: 2 },
  { specName: 'web', taskId: 'three', type: 'file', name: 'notes.txt', content: 'the same\n'.repeat(20), ageDays: 3 },
  { specName: 'web', taskId: 'four', type: 'file', name: 'notes.txt', content: 'the same\n'.repeat(20), ageDays: 3 },
]

/** The same function each time, so that `fillOnce` makes them once. */
export async function storeOld(home: Home): Promise<void> {
  const store = await openStore(home.store, { catalogThread: 'caller' })
  try {
    for (const { content, ageDays, ...options } of oldArtifacts)
      await store.upload(Buffer.from(content), { ...options, createdAt: new Date(Date.now() - ageDays * dayMs).toISOString() })
  } finally {
    await store.close()
  }
}
