// Looks through the content of an artifact for what notes are tied to.
import { logLineKey } from '../../../shared/notes/log-line-key.ts'
import { AnchorSearch, rowKey, type Stretch, type StretchReader, type WantedLines } from '../../../shared/notes/note-anchor.ts'
import { AnchorCapture, type Captured } from '../../../shared/notes/note-capture.ts'
import { type LineSpot, type NotePlace } from '../../../shared/notes/note.ts'
import { walkDiff } from '../diff/diff-walk.ts'
import { readLines } from '../text-lines.ts'

export type NoteJob =
  /** All of them stand in rows of a diff, or all in lines of a text. */
  { is: 'place'; wanted: readonly WantedLines[] } | { is: 'capture'; spot: LineSpot }

export interface NoteAnswer {
  /** By note. */
  places: ReadonlyMap<string, NotePlace>
  captured: Captured | undefined
}

export async function runNoteJob(job: NoteJob, type: string, content: AsyncIterable<Uint8Array>): Promise<NoteAnswer> {
  const spot = job.is === 'capture' ? job.spot : job.wanted[0]?.spot
  if (spot === undefined) return { places: new Map(), captured: undefined }
  const walk = spot.on === 'range' ? walkText : walkRows
  if (job.is === 'capture') {
    const capture = new AnchorCapture(job.spot)
    await walk(content, (stretch) => capture.open(stretch))
    return { places: new Map(), captured: capture.result() }
  }
  const search = new AnchorSearch(job.wanted, type === 'log' && spot.on === 'range' ? (_, text) => logLineKey(text) : rowKey)
  await walk(content, (stretch) => search.open(stretch))
  return { places: search.results(), captured: undefined }
}

type Open = (stretch: Stretch) => StretchReader | undefined

async function walkText(content: AsyncIterable<Uint8Array>, open: Open): Promise<void> {
  const reader = open({ side: 'text', path: '', nth: 1 })
  let line = 0
  await readLines(content, (text) => reader?.row(0, ++line, text.replace(/\r$/, '')))
  reader?.end()
}

async function walkRows(content: AsyncIterable<Uint8Array>, open: Open): Promise<void> {
  let left: StretchReader | undefined
  let right: StretchReader | undefined
  let hunk: StretchReader | undefined
  await walkDiff(content, {
    hunk: (file) => {
      left = open({ side: 'left', ...file })
      right = open({ side: 'right', ...file })
      hunk = open({ side: 'hunk', ...file })
    },
    row: (signs, text, oldLine, newLine) => {
      if (oldLine > 0) left?.row(oldLine, newLine, text)
      if (newLine > 0) right?.row(oldLine, newLine, text)
      hunk?.row(oldLine, newLine, signs + text)
    },
    endHunk: () => {
      left?.end()
      right?.end()
      hunk?.end()
    },
  })
}
