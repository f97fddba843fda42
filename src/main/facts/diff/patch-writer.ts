// Writes a file's change as git would.
import { type FileChange, type FileSide } from './file-change.ts'
import { alignLines, type ChangedLines } from './line-alignment.ts'
import { type Lines, type Span } from './text-change.ts'

const contextLines = 3
const commonMode = '100644'

export interface WrittenFile {
  /** Each character is one byte. */
  text: string
  insertions: number
  deletions: number
}

/** A file's part of a patch. Context is what the change knows around its lines, at most three. */
export function writeFile(change: FileChange): WrittenFile {
  const written: WrittenFile = { text: fileHeader(change), insertions: 0, deletions: 0 }
  if (change.opaque === 'binary') return { ...written, text: `${written.text}Binary files ${names(change).join(' and ')} differ\n` }
  const hunks: string[] = []
  for (const span of change.lines) for (const hunk of spanHunks(span, written)) hunks.push(hunk)
  if (hunks.length === 0) return written
  const [old, now] = names(change)
  return { ...written, text: `${written.text}--- ${old}\n+++ ${now}\n${hunks.join('')}` }
}

function fileHeader({ old, new: now }: FileChange): string {
  const [from, to] = [old ?? now, now ?? old]
  const lines = [`diff --git ${name('a', from)} ${name('b', to)}`]
  if (old === undefined) lines.push(`new file mode ${now?.mode ?? commonMode}`)
  else if (now === undefined) lines.push(`deleted file mode ${old.mode ?? commonMode}`)
  else {
    const hasNewMode = old.mode !== now.mode && old.mode !== undefined && now.mode !== undefined
    if (hasNewMode) lines.push(`old mode ${old.mode}`, `new mode ${now.mode}`)
    if (old.path !== now.path) lines.push(`rename from ${quoted(old.path)}`, `rename to ${quoted(now.path)}`)
  }
  return `${lines.join('\n')}\n`
}

const names = ({ old, new: now }: FileChange): [string, string] => [
  old === undefined ? '/dev/null' : withTab(name('a', old)),
  now === undefined ? '/dev/null' : withTab(name('b', now)),
]

const name = (prefix: string, side: FileSide | undefined) => quoted(`${prefix}/${side?.path ?? ''}`)
/** A name with spaces would else be taken to end before them. */
const withTab = (text: string) => (text.includes(' ') && !text.startsWith('"') ? `${text}\t` : text)

// oxlint-disable-next-line no-control-regex -- these are what git quotes
const special = /[\u0000-\u001f"\\\u007f]/
const escapes: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '"': '\\"', '\\': '\\\\' }

/** In git's quotes where the path holds what would break the line; its bytes as characters. */
function quoted(path: string): string {
  const bytes = Buffer.from(path).toString('latin1')
  if (!special.test(bytes)) return bytes
  return `"${Array.from(bytes, (character) => (special.test(character) ? escaped(character) : character)).join('')}"`
}

const escaped = (character: string) => escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`

function* spanHunks(span: Span, counts: WrittenFile): Generator<string> {
  const changes = alignLines(span.old, span.new)
  let group: ChangedLines[] = []
  let { heading } = span
  for (const change of [...changes, undefined]) {
    const last = group.at(-1)
    if (last !== undefined && (change === undefined || change.oldStart - last.oldEnd > 2 * contextLines)) {
      yield writeHunk(span, group, heading, counts)
      heading = ''
      group = []
    }
    if (change !== undefined) group.push(change)
  }
}

function writeHunk(span: Span, group: readonly ChangedLines[], heading: string, counts: WrittenFile): string {
  const [first, last] = [group[0], group.at(-1)]
  if (first === undefined || last === undefined) return ''
  const lead = Math.min(contextLines, first.oldStart)
  const oldStart = first.oldStart - lead
  const oldEnd = Math.min(span.old.length, last.oldEnd + contextLines)
  const newStart = first.newStart - lead
  const newEnd = last.newEnd + (oldEnd - last.oldEnd)
  const ranges = [range('-', span.oldStart + oldStart, oldEnd - oldStart), range('+', span.newStart + newStart, newEnd - newStart)]
  const lines = [`@@ ${ranges.join(' ')} @@${heading === '' ? '' : ` ${heading}`}\n`]
  let at = oldStart
  for (const change of group) {
    signed(lines, ' ', span.old, at, change.oldStart)
    signed(lines, '-', span.old, change.oldStart, change.oldEnd)
    signed(lines, '+', span.new, change.newStart, change.newEnd)
    counts.deletions += change.oldEnd - change.oldStart
    counts.insertions += change.newEnd - change.newStart
    at = change.oldEnd
  }
  signed(lines, ' ', span.old, at, oldEnd)
  return lines.join('')
}

const range = (sign: string, start: number, count: number) => `${sign}${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`

function signed(into: string[], sign: string, lines: Lines, from: number, end: number): void {
  for (let index = from; index < end; index++) {
    const line = lines[index] ?? ''
    into.push(sign, line, line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n')
  }
}
