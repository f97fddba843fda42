// The notes of a task as main has them, and what can be done with them. What others write arrives as a change of the store.
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { type Note, type NoteSpot, type PlacedNote } from '../../shared/notes/note.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

export interface NoteTask {
  specName: string
  taskId: string
}

/** With their places in an attempt, in reading order. */
export function useNotes({
  specName,
  taskId,
  version,
  isWanted = true,
}: NoteTask & { version: number; isWanted?: boolean }): Loadable<PlacedNote[]> {
  return useLoadable({
    isWanted,
    key: [...queryKeys.notes(specName, taskId), version],
    read: async (client, signal) => (await client.note.list({ specName, taskId, version }, { signal })).notes,
  })
}

/** What a note there would be tied to. */
export function useQuote({
  specName,
  taskId,
  version,
  spot,
}: NoteTask & { version: number; spot: NoteSpot }): Loadable<Pick<Note, 'spot' | 'anchor'>> {
  return useLoadable({
    key: ['note-quote', specName, taskId, version, JSON.stringify(spot)],
    read: (client, signal) => client.note.quote({ specName, taskId, version, spot }, { signal }),
  })
}

export interface NoteActions {
  add: (version: number, spot: NoteSpot, text: string) => Promise<PlacedNote>
  change: (noteId: string, change: { text?: string; isResolved?: boolean }) => Promise<Note>
  /** The answer is what `take` puts back. */
  remove: (noteId: string) => Promise<Note>
  take: (notes: readonly Note[]) => Promise<{ added: number; updated: number; same: number }>
}

/** All of them reject with a `VitrineError`. */
export function useNoteActions({ specName, taskId }: NoteTask): NoteActions {
  const client = useClient()
  const queryClient = useQueryClient()
  return useMemo(() => {
    const task = { specName, taskId }
    const refreshed = async <T>(work: Promise<T>): Promise<T> => {
      const done = await work
      await queryClient.invalidateQueries({ queryKey: queryKeys.notes(specName, taskId) })
      return done
    }
    return {
      add: (version, spot, text) => refreshed(client.note.add({ ...task, version, spot, text })),
      change: (noteId, change) => refreshed(client.note.change({ ...task, noteId, ...change })),
      remove: (noteId) => refreshed(client.note.delete({ ...task, noteId })),
      take: (notes) => refreshed(client.note.take({ ...task, notes: [...notes] })),
    }
  }, [client, queryClient, specName, taskId])
}
