import { expect, test } from 'vitest'
import { type ArtifactSpot, type PlacedNote } from '../../../shared/notes/note.ts'
import { groupNotes } from './note-groups.ts'
import { isAtSpot, noteSpots, spotDestination, stepSpot } from './note-destination.ts'

const line = (first: number, artifact = 'patch.diff'): ArtifactSpot => ({
  on: 'line',
  artifact,
  path: 'src/a.ts',
  nth: 1,
  side: 'right',
  first,
  last: first,
})
const range: ArtifactSpot = { on: 'range', artifact: 'run.log', first: 3, last: 9, view: 'log' }
const failing: ArtifactSpot = { on: 'test', artifact: 'junit.xml', test: 'unit › a/b: c' }
const placed = (noteId: string, place: PlacedNote['place']): PlacedNote => ({
  note: {
    noteId,
    specName: 's',
    taskId: 't',
    version: 1,
    text: noteId,
    author: null,
    createdAt: noteId,
    editedAt: null,
    resolvedAt: null,
    spot: { on: 'task' },
    anchor: null,
  },
  place,
  save: { is: 'saved' },
})
const at = (noteId: string, spot: PlacedNote['note']['spot']) => placed(noteId, { is: 'placed', spot })
const attempt = { specName: 's', taskId: 't', version: 2 }

test('a link of a note leads to its place in the view that shows it, and the place is known again', () => {
  expect(spotDestination(attempt, line(4))).toMatchObject({
    at: 'artifact',
    version: 2,
    name: 'patch.diff',
    as: 'diff',
    place: 'src/a.ts:R4',
  })
  expect(spotDestination(attempt, range)).toMatchObject({ name: 'run.log', as: 'log', place: 'L3-L9' })
  expect(spotDestination(attempt, failing)).toMatchObject({ name: 'junit.xml', as: 'tests', place: 'test:unit › a/b: c' })
  expect(spotDestination(attempt, { on: 'task' })).toMatchObject({ at: 'task', show: 'notes' })
  for (const spot of [line(4), range, failing]) {
    const to = spotDestination(attempt, spot)
    expect(to.at === 'artifact' && isAtSpot(to, spot)).toBe(true)
    expect(to.at === 'artifact' && isAtSpot(to, line(5))).toBe(false)
  }
})

test('next and previous go over the spots of an attempt, around at the ends, several notes at one spot once', () => {
  const spots = noteSpots([
    at('1', { on: 'task' }),
    at('2', line(4)),
    at('3', line(4)),
    at('4', range),
    placed('5', { is: 'unplaced', reason: 'not-there' }),
  ])
  expect(spots).toEqual([line(4), range])
  const here = { name: 'patch.diff', place: 'src/a.ts:R4' }
  expect(stepSpot(spots, here, 1)).toEqual(range)
  expect(stepSpot(spots, here, -1)).toEqual(range)
  expect(stepSpot(spots, { name: 'run.log', place: 'L1' }, 1)).toEqual(range)
  expect(stepSpot(spots, { name: 'other' }, -1)).toEqual(range)
  expect(stepSpot(spots, undefined, 1)).toEqual(line(4))
  expect(stepSpot([], here, 1)).toBeUndefined()
})

test('notes are listed on the task first, then by file and artifact, then those without a place', () => {
  const notes = [
    placed('later', { is: 'unplaced', reason: 'written-later' }),
    placed('lost', { is: 'unplaced', reason: 'ambiguous' }),
    at('log', range),
    at('second', line(9)),
    at('first', line(4)),
    at('whole', { on: 'task' }),
  ]
  expect(groupNotes(notes).map(({ title, notes: list }) => [title, ...list.map(({ note }) => note.noteId)])).toEqual([
    ['On the task', 'whole'],
    ['src/a.ts', 'first', 'second'],
    ['run.log', 'log'],
    ['Unplaced', 'lost'],
    ['On later attempts', 'later'],
  ])
})
