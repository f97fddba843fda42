// A diff as HTML: a part that folds for each file, a row for each line, as the window's viewer reads them.
import { DiffWalk, type DiffWalker } from '../../facts/diff/diff-walk.ts'
import { escapeText } from './html-text.ts'

interface DiffFile {
  /** Undefined for words before the first file, and hunks without one. */
  path: string | undefined
  insertions: number
  deletions: number
  rows: string[]
}

const openRows = 3000

/** Files of which each is whole markup. */
export function* writeDiff(text: string): Generator<string> {
  let rows = 0
  for (const { path, insertions, deletions, rows: written } of readFiles(text)) {
    rows += written.length
    const counts = ` <span class="add">+${insertions}</span> <span class="del">−${deletions}</span>`
    const title = `<code>${escapeText(path ?? 'text')}</code>${path === undefined && insertions + deletions === 0 ? '' : counts}`
    yield `<details class="file"${rows <= openRows ? ' open' : ''}><summary>${title}</summary><pre class="rows">`
    yield written.join('')
    yield '</pre></details>\n'
  }
}

function* readFiles(text: string): Generator<DiffFile> {
  const files = new PageFiles()
  const walk = new DiffWalk(files)
  for (const line of text.replace(/\n$/, '').split('\n')) {
    walk.line(line)
    yield* files.takeWhole()
  }
  walk.end()
  yield* files.takeAll()
}

class PageFiles implements DiffWalker {
  private files: DiffFile[] = []

  /** All but the last, which may go on. */
  takeWhole(): DiffFile[] {
    return this.files.splice(0, this.files.length - 1)
  }

  takeAll(): DiffFile[] {
    return this.files.splice(0)
  }

  file(): void {
    this.files.push({ path: undefined, insertions: 0, deletions: 0, rows: [] })
  }

  named(path: string): void {
    this.last().path = path === '' ? undefined : path
  }

  outside(line: string): void {
    this.last().rows.push(rowOf('meta', 0, 0, line))
  }

  hunk(_file: unknown, header: string): void {
    this.last().rows.push(`<b>${escapeText(header)}\n</b>`)
  }

  row(signs: string, text: string, left: number, right: number): void {
    const look = signs.includes('+') ? 'add' : signs.includes('-') ? 'del' : ''
    const file = this.last()
    if (look === 'add') file.insertions++
    if (look === 'del') file.deletions++
    file.rows.push(rowOf(look, left, right, signs + text))
  }

  mark(line: string): void {
    this.outside(line)
  }

  private last(): DiffFile {
    const last = this.files.at(-1)
    if (last !== undefined) return last
    this.file()
    return this.last()
  }
}

const numberOf = (line: number) => (line === 0 ? '' : String(line))
const rowOf = (look: string, left: number, right: number, line: string) =>
  `<span${look === '' ? '' : ` class="${look}"`}><i>${numberOf(left)}</i><i>${numberOf(right)}</i>${escapeText(line)}\n</span>`
