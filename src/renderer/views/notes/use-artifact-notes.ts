import { t } from '../../../shared/language/translate.ts'
import { useCallback, useMemo, useRef } from 'react'
import { type ArtifactSpot, type PlacedNote, type SpotWithin } from '../../../shared/notes/note.ts'
import { isReservedSpec } from '../../../shared/reserved-spec.ts'
import { navigate } from '../../state/navigation.ts'
import { type NoteDraft, useNoteDraft, writeNote } from '../../state/note-draft.ts'
import { useNotes } from '../../state/notes.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { say } from '../../ui/notices/toasts.ts'
import { type ViewerNotes } from '../../viewers/viewer-notes.ts'
import { sayOnlyRead } from '../store/only-read.ts'
import { noteSpots, spotDestination, stepSpot } from './note-destination.ts'

export interface ArtifactNotes {
  /** Those that stand in the artifact. */
  notes: readonly PlacedNote[]
  unplaced: number
  /** The note on this artifact that is being written. */
  draft: NoteDraft | undefined
  /** For the viewer; undefined where there are no notes. */
  forViewer: ViewerNotes | undefined
  /** Asks for a note where the reader is; undefined where nothing can be written. */
  write: (() => void) | undefined
}

const none: readonly PlacedNote[] = []

/** The notes of the artifact that is open, and the keys that go through all of its attempt. */
export function useArtifactNotes(to: ArtifactDestination): ArtifactNotes {
  const { specName, taskId, version, name } = to
  const isWritable = useWritable()
  const hasNotes = !isReservedSpec(specName)
  const loaded = useNotes({ specName, taskId, version, isWanted: hasNotes })
  const all = loaded.state === 'ready' ? loaded.value : none
  const open = useNoteDraft()
  const here = useRef<(() => SpotWithin | undefined) | undefined>(undefined)

  const goTo = useCallback(
    (spot: ArtifactSpot) => navigate(spotDestination({ specName, taskId, version }, spot)),
    [specName, taskId, version],
  )
  const notes = useMemo(
    () => all.filter(({ place }) => place.is === 'placed' && place.spot.on !== 'task' && place.spot.artifact === name),
    [all, name],
  )
  const placed = useMemo(
    () =>
      notes.flatMap(({ note, place }) =>
        place.is === 'placed' && place.spot.on !== 'task' ? [{ noteId: note.noteId, spot: place.spot }] : [],
      ),
    [notes],
  )
  const onNote = useCallback(
    (noteId: string) => {
      const pressed = placed.find((note) => note.noteId === noteId)
      if (pressed !== undefined) goTo(pressed.spot)
    },
    [placed, goTo],
  )
  const onReader = useCallback((find: () => SpotWithin | undefined) => {
    here.current = find
    return () => {
      here.current = undefined
    }
  }, [])
  const writeOn = (spot: SpotWithin) => writeNote({ specName, taskId, version, spot: { ...spot, artifact: name } })
  // Where no line, hunk or test is chosen, or there are none, a note is on all of it.
  const write = () => writeOn(here.current?.() ?? { on: 'artifact' })
  const step = (by: 1 | -1) => {
    const next = stepSpot(noteSpots(all), to, by)
    if (next === undefined) say(t('This attempt has no notes'), undefined, 'notes')
    else goTo(next)
  }
  useShortcuts({
    note: () => hasNotes && (isWritable ? write() : sayOnlyRead()),
    'note-artifact': () => hasNotes && (isWritable ? writeOn({ on: 'artifact' }) : sayOnlyRead()),
    'next-note': () => hasNotes && (step(1), true),
    'previous-note': () => hasNotes && (step(-1), true),
    'go-notes': () => hasNotes && (navigate({ at: 'task', specName, taskId, version, show: 'notes' }), true),
  })
  const forViewer = useMemo<ViewerNotes | undefined>(
    () => (hasNotes ? { placed, onNote, onReader } : undefined),
    [hasNotes, placed, onNote, onReader],
  )
  const isHere =
    open?.specName === specName &&
    open.taskId === taskId &&
    open.version === version &&
    open.spot.on !== 'task' &&
    open.spot.artifact === name
  return {
    notes,
    unplaced: all.filter(({ place }) => place.is === 'unplaced' && place.reason !== 'written-later').length,
    draft: isHere ? open : undefined,
    forViewer,
    write: hasNotes && isWritable ? write : undefined,
  }
}
