// Which lines of which files a diff changes, as numbers of the new files.
import { readHunkHeader } from '../../../shared/patch/hunk-header.ts'
import { type DiffWalker, walkDiff } from '../diff/diff-walk.ts'
import { ownText } from '../own-text.ts'

export interface ChangedHunk {
  /** Lines of the new file that the hunk shows; both ends belong to it. */
  first: number
  last: number
  /** Stretches of added lines, in order: first, last, first, last … */
  added: number[]
}

export interface ChangedFile {
  path: string
  /** Which of the diff's patches of this path, from 1. */
  nth: number
  hunks: ChangedHunk[]
}

const filesKept = 20_000
const hunksKept = 200_000

class Changes implements DiffWalker {
  readonly files: ChangedFile[] = []
  private current: ChangedHunk | undefined
  private hunks = 0
  private isNewFile = true

  named(): void {
    this.isNewFile = true
  }

  hunk({ path, nth }: { path: string; nth: number }, header: string): void {
    this.current = undefined
    if (path === '' || this.hunks >= hunksKept) return
    if (this.isNewFile) {
      if (this.files.length >= filesKept) return
      this.files.push({ path: ownText(path), nth, hunks: [] })
      this.isNewFile = false
    }
    const { start } = readHunkHeader(header)?.new ?? { start: 1 }
    this.current = { first: start, last: start - 1, added: [] }
    this.hunks++
    this.files.at(-1)?.hunks.push(this.current)
  }

  row(signs: string, _text: string, _left: number, right: number): void {
    if (this.current === undefined || right === 0) return
    const { added } = this.current
    this.current.last = right
    if (!signs.includes('+')) return
    if (added.at(-1) === right - 1) added[added.length - 1] = right
    else added.push(right, right)
  }

  endHunk(): void {
    this.current = undefined
  }
}

/** The changed files of a diff that have lines; a file that was deleted has none. */
export async function readChanges(content: AsyncIterable<Uint8Array>): Promise<ChangedFile[]> {
  const changes = new Changes()
  await walkDiff(content, changes)
  return changes.files
}
