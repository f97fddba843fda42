// How a task's notes are listed: on the task, by artifact and file, without a place, from later attempts.
import { t } from '../../../shared/language/translate.ts'
import { orderNotes, type PlacedNote } from '../../../shared/notes/note.ts'

export interface NoteGroup {
  title: string
  notes: PlacedNote[]
}

export function groupNotes(notes: readonly PlacedNote[]): NoteGroup[] {
  const groups = new Map<string, PlacedNote[]>()
  const later: PlacedNote[] = []
  const unplaced: PlacedNote[] = []
  for (const placed of orderNotes(notes)) {
    if (placed.place.is === 'placed') {
      const title = titleOf(placed.place.spot)
      groups.set(title, [...(groups.get(title) ?? []), placed])
    } else if (placed.place.reason === 'written-later') later.push(placed)
    else unplaced.push(placed)
  }
  const listed = [...groups].map(([title, list]) => ({ title, notes: list }))
  return [...listed, { title: t('Unplaced'), notes: unplaced }, { title: t('On later attempts'), notes: later }].filter(
    ({ notes: list }) => list.length > 0,
  )
}

function titleOf(spot: PlacedNote['note']['spot']): string {
  switch (spot.on) {
    case 'task':
      return t('On the task')
    case 'line':
    case 'hunk':
    case 'file':
      return spot.path
    case 'range':
    case 'test':
    case 'artifact':
      return spot.artifact
  }
}
