import { expect, test } from 'vitest'
import { formatNoteFile, mergeNotes, parseNoteFile } from './note-file.ts'
import { formatNotePrompt } from './note-prompt.ts'
import { type Note, type PlacedNote } from './note.ts'

const note = (changes: Partial<Note> = {}): Note => ({
  noteId: 'one',
  specName: 'checkout',
  taskId: '1.2',
  version: 2,
  text: 'Round *once*.\n<script>alert(1)</script>',
  author: 'ada',
  createdAt: '2026-11-21T08:00:00.000Z',
  editedAt: null,
  resolvedAt: null,
  spot: { on: 'line', artifact: 'patch.diff', path: 'src/price.ts', nth: 1, side: 'right', first: 14, last: 14 },
  anchor: { text: ['  total = round(total)'], count: 1, before: ['a'], after: [], checksum: 'c' },
  ...changes,
})
const placed = (given: Note): PlacedNote => ({ note: given, place: { is: 'placed', spot: given.spot }, save: { is: 'saved' } })

test('notes come out of their file as they went in, in snake_case', () => {
  const text = formatNoteFile([note(), note({ noteId: 'two', spot: { on: 'task' }, anchor: null })])
  expect(JSON.parse(text)).toMatchObject({
    format: 1,
    notes: [{ note_id: 'one', spec_name: 'checkout', created_at: '2026-11-21T08:00:00.000Z' }, {}],
  })
  expect(parseNoteFile(text)).toEqual({ notes: [note(), note({ noteId: 'two', spot: { on: 'task' }, anchor: null })] })
})

test('a file that is none says what is wrong with it', () => {
  expect(parseNoteFile('[')).toMatchObject({ problem: expect.stringContaining('no JSON') })
  expect(parseNoteFile('{}')).toMatchObject({ problem: expect.stringContaining('format') })
  expect(parseNoteFile('{"format": 9, "notes": []}')).toMatchObject({ problem: expect.stringContaining('9') })
  expect(parseNoteFile('{"format": 1, "notes": [{"note_id": "../x"}]}')).toMatchObject({ problem: expect.stringContaining('notes.0') })
})

test('taking notes in twice changes nothing, the later edit wins, and the same words at the same spot are one note', () => {
  const known = [note()]
  expect(mergeNotes([], known)).toMatchObject({ added: 1, updated: 0, same: 0, put: known })
  expect(mergeNotes(known, known)).toEqual({ put: [], added: 0, updated: 0, same: 1 })
  expect(mergeNotes(known, [note({ noteId: 'other' })])).toMatchObject({ added: 0, same: 1 })
  const later = note({ text: 'Round once, at the end.', editedAt: '2026-11-22T08:00:00.000Z' })
  expect(mergeNotes(known, [later])).toMatchObject({ updated: 1, put: [later] })
  expect(mergeNotes([later], known)).toMatchObject({ same: 1, put: [] })
  expect(mergeNotes([], [note(), later])).toMatchObject({ put: [later] })
})

test('the prompt for the agent has place, quoted code and words of every note that is not resolved, as they are', () => {
  const fenced = note({
    noteId: 'two',
    text: 'Say why.',
    spot: { on: 'range', artifact: 'build.log', first: 3, last: 44 },
    anchor: { text: ['```js', 'x'], count: 42, before: [], after: [], checksum: 'c' },
  })
  const prompt = formatNotePrompt({ specName: 'checkout', taskId: '1.2', version: 3 }, [
    { ...placed(fenced), place: { is: 'unplaced', reason: 'not-there' } },
    placed(note()),
    placed(note({ noteId: 'three', text: 'Settled.', resolvedAt: '2026-11-22T08:00:00.000Z' })),
    placed(note({ noteId: 'four', text: 'Good work.', spot: { on: 'task' }, anchor: null })),
  ])
  expect(prompt).toBe(`Please address these review notes on attempt 3 of task 1.2 (checkout).

## 1. The task as a whole

Good work.

## 2. src/price.ts:14

\`\`\`
  total = round(total)
\`\`\`

Round *once*.
<script>alert(1)</script>

## 3. build.log:3-44 (as of attempt 2; not found in this one)

\`\`\`\`
\`\`\`js
x
… 40 more lines
\`\`\`\`

Say why.
`)
})
