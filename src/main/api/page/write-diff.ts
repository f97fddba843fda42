// A diff as HTML: a part that folds for each file, a row for each line.
import { escapeText } from './html-text.ts'

interface DiffFile {
  name: string
  insertions: number
  deletions: number
  rows: string[]
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
const openRows = 3000

/** Files of which each is whole markup. */
export function* writeDiff(text: string): Generator<string> {
  let rows = 0
  for (const file of readFiles(text)) {
    rows += file.rows.length
    const counts = `<span class="add">+${file.insertions}</span> <span class="del">−${file.deletions}</span>`
    yield `<details class="file"${rows <= openRows ? ' open' : ''}><summary><code>${escapeText(file.name)}</code> ${counts}</summary><pre class="rows">`
    yield file.rows.join('')
    yield '</pre></details>\n'
  }
}

function* readFiles(text: string): Generator<DiffFile> {
  const lines = text.replace(/\n$/, '').split('\n')
  let file: DiffFile | undefined
  let [left, right, leftRest, rightRest] = [0, 0, 0, 0]
  for (const [index, line] of lines.entries()) {
    if (file !== undefined && (leftRest > 0 || rightRest > 0) && /^[ +\\-]|^$/.test(line)) {
      const sign = line[0]
      if (sign === '\\') file.rows.push(rowOf('meta', '', '', line))
      else {
        const isLeft = sign !== '+'
        const isRight = sign !== '-'
        file.rows.push(rowOf(isLeft && isRight ? '' : isLeft ? 'del' : 'add', isLeft ? left : '', isRight ? right : '', line))
        if (isLeft) [left, leftRest] = [left + 1, leftRest - 1]
        if (isRight) [right, rightRest] = [right + 1, rightRest - 1]
        if (!isRight) file.deletions++
        if (!isLeft) file.insertions++
      }
      continue
    }
    ;[leftRest, rightRest] = [0, 0]
    const isPlainHead = line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ') === true
    const isHead = line.startsWith('diff --git ') || (isPlainHead && (file === undefined || file.rows.some((row) => row.startsWith('<b'))))
    if (isHead || file === undefined) {
      if (file !== undefined) yield file
      file = { name: isHead ? nameOf(line) : 'text', insertions: 0, deletions: 0, rows: [] }
    }
    if (line.startsWith('+++ ') && !line.startsWith('+++ /dev/null')) file.name = nameOf(line)
    const hunk = hunkHead.exec(line)
    if (hunk === null) file.rows.push(rowOf('meta', '', '', line))
    else {
      left = Number(hunk[1])
      leftRest = Number(hunk[2] ?? 1)
      right = Number(hunk[3])
      rightRest = Number(hunk[4] ?? 1)
      file.rows.push(`<b>${escapeText(line)}\n</b>`)
    }
  }
  if (file !== undefined) yield file
}

function nameOf(line: string): string {
  const git = /^diff --git (?:"?a\/.*) "?b\/(.*?)"?$/.exec(line)
  return git?.[1] ?? line.replace(/^(?:---|\+\+\+|diff --git) (?:"?[ab]\/)?/, '').replace(/\t.*$/, '')
}

const rowOf = (look: string, left: number | '', right: number | '', line: string) =>
  `<span${look === '' ? '' : ` class="${look}"`}><i>${left}</i><i>${right}</i>${escapeText(line)}\n</span>`
