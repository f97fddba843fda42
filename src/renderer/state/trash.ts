import { useCallback, useMemo } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { type TrashChoice, type Trashed, type TrashPage, type TrashSelection } from '../../shared/trash.ts'
import { useClient } from '../client/ClientContext.tsx'
import { mapLoadable, moreOf, nextCursor, useLoadable, useLoadablePages } from './query.ts'
import { queryKeys } from './query-keys.ts'
import { useSettled } from './settled.ts'

const pageSize = 200

export interface Trash extends Omit<TrashPage, 'nextCursor'> {
  /** As far as it was read, what was deleted last comes first. */
  trashed: Trashed[]
  /** What it is filtered by: that of what is shown, as long as the answer for what was typed since is on its way. */
  text: string
}

export interface TrashPages {
  trash: Loadable<Trash>
  /** Reads on; nothing when all is there or being read. */
  more: () => void
}

/** What is in the trash and has the text in its names, its URI, or in who deleted it. */
export function useTrash(typed: string): TrashPages {
  const text = useSettled(typed.trim(), String)
  const list = useLoadablePages({
    key: [...queryKeys.trash, 'pages', text],
    read: async (client, cursor: string | undefined, signal) => {
      const page = await client.trash.page({ choice: { text }, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }, { signal })
      return { ...page, text }
    },
    next: nextCursor,
    keepsEarlier: true,
  })
  const trash = useMemo(() => {
    const latest = list.state === 'ready' ? list.value.pages.at(-1) : undefined
    if (latest === undefined) return list.state === 'failed' ? list : { state: 'loading' as const }
    return mapLoadable(list, ({ pages }): Trash => ({ ...latest, trashed: pages.flatMap(({ trashed }) => trashed) }))
  }, [list])
  return { trash, more: moreOf(list) }
}

/** The latest entry of one version of an artifact; undefined when it is not in the trash. */
export function useTrashed(artifact: NonNullable<TrashChoice['artifact']>): Loadable<Trashed | undefined> {
  const { specName, taskId, name, version } = artifact
  const found = useLoadable({
    key: [...queryKeys.trash, 'artifact', specName, taskId, name, version],
    // A query has to have an answer.
    read: async (client, signal) =>
      (await client.trash.page({ choice: { artifact: { specName, taskId, name, version } }, limit: 1 }, { signal })).trashed[0] ?? null,
  })
  return useMemo(() => mapLoadable(found, (trashed) => trashed ?? undefined), [found])
}

/** How much of what one deleted is in the trash still, in stored bytes. */
export function useTrashOf(deletedBy: string): Loadable<TrashPage['chosen']> {
  return useLoadable({
    key: [...queryKeys.trash, 'of', deletedBy],
    read: async (client, signal) => (await client.trash.page({ choice: { deletedBy }, limit: 1 }, { signal })).chosen,
  })
}

/** Starts a job that puts trashed artifacts back; its result names what could not be. Rejects with a `VitrineError`. */
export function useStartRestore(): (selection: TrashSelection, options?: { asNewVersion?: boolean }) => Promise<string> {
  const client = useClient()
  return useCallback(
    async (selection, { asNewVersion = false } = {}) => (await client.trash.restoreAll({ selection, asNewVersion })).jobId,
    [client],
  )
}

/** Starts a job that destroys trashed artifacts. Rejects with a `VitrineError`. */
export function useStartPurge(): (selection: TrashSelection) => Promise<string> {
  const client = useClient()
  return useCallback(async (selection) => (await client.trash.purge({ selection })).jobId, [client])
}
