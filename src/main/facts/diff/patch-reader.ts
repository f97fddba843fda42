// Reads a patch into the lines it knows. Each byte is one character, so that no line is bent by an encoding.
import { hunkContext, plainHunkStart, readHunkHeader } from '../../../shared/patch/hunk-header.ts'
import { patchText } from '../../../shared/patch/patch-text.ts'
import { DiffNames } from './diff-names.ts'
import { type FileChange, type Opaque } from './file-change.ts'
import { type Span } from './text-change.ts'

/** What stands above each patch of a mailbox, or each commit of a log. */
const commitStart = /^(?:From [0-9a-f]{7,} |commit [0-9a-f]{7,})/
const extendedHeader = /^(?:old mode|new mode|deleted file mode|new file mode|index|rename|copy|similarity|dissimilarity) /
const binaryNotice = /^(?:Binary files|Files) .* differ$/
const binaryData = /^(?:(?:literal|delta) \d+|[A-Za-z]\S{5,}|)$/
const signature = /^--\s*$/

/** Changes in the order of the patch, by commit: those of one commit all start from what the commits before leave. */
export function readPatch(patch: Uint8Array): FileChange[][] {
  const reader = new PatchReader()
  const bytes = patchText(patch)
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').split('\n')
  if (lines.at(-1) === '') lines.pop()
  for (const [index, line] of lines.entries()) reader.line(line, lines[index + 1] ?? '', lines[index + 2] ?? '')
  return reader.end()
}

interface OpenSpan extends Span {
  old: string[]
  new: string[]
}

/** A file whose lines are still being read. */
class OpenFile {
  readonly names = new DiffNames()
  readonly spans: OpenSpan[] = []
  opaque: Opaque | undefined
  binaryData = ''
  hasNames = false
  /** The patch went through something that ends all its lines with a carriage return. */
  isCrlf = false
  private oldMode: string | undefined
  private newMode: string | undefined
  private blobs: string[] = []
  private isNew = false
  private isDeleted = false
  private isCopy = false

  header(line: string): void {
    if (line.endsWith('\r')) this.isCrlf = true
    const text = line.trimEnd()
    const value = text.slice(text.lastIndexOf(' ') + 1)
    if (/^(?:---|\+\+\+|rename|copy) /.test(line)) this.names.headerLine(decoded(line))
    if (text.startsWith('--- ') || text.startsWith('+++ ')) this.hasNames = true
    else if (text.startsWith('old mode ')) this.oldMode = value
    else if (text.startsWith('new mode ')) this.newMode = value
    else if (text.startsWith('new file mode ')) [this.newMode, this.isNew] = [value, true]
    else if (text.startsWith('deleted file mode ')) [this.oldMode, this.isDeleted] = [value, true]
    else if (text.startsWith('copy from ')) this.isCopy = true
    else if (text.startsWith('index ')) this.index(text)
  }

  private index(text: string): void {
    const [, old, now, mode] = /^index ([0-9a-f]+)(?:,[0-9a-f]+)*\.\.([0-9a-f]+)(?: (\d+))?$/.exec(text) ?? []
    if (old !== undefined && now !== undefined) this.blobs = [old, now]
    if (mode !== undefined) [this.oldMode, this.newMode] = [mode, mode]
  }

  close(): FileChange | undefined {
    const paths = this.names.paths()
    const oldPath = this.isNew ? undefined : paths.old
    const newPath = this.isDeleted ? undefined : paths.new
    if (oldPath === undefined && newPath === undefined) return undefined
    const emptyBlob = (this.blobs[0] ?? 'e69de29').startsWith('e69de29')
    if (this.isDeleted && this.spans.length === 0 && !emptyBlob) this.opaque ??= 'no-content'
    if (this.spans.some((span, index) => span.oldStart < endOf(this.spans[index - 1]))) this.opaque ??= 'damaged'
    return {
      old: oldPath === undefined ? undefined : { path: oldPath, mode: this.oldMode, blob: this.blobs[0] },
      new: newPath === undefined ? undefined : { path: newPath, mode: this.newMode, blob: this.blobs[1] },
      isCopy: this.isCopy,
      lines: this.opaque === undefined ? placed(this.spans) : [],
      opaque: this.opaque,
      binaryData: this.binaryData,
    }
  }
}

const endOf = (span: Span | undefined) => (span === undefined ? 0 : span.oldStart + span.old.length)

/** New starts follow from the old ones and the lines; headers may say otherwise when a patch was edited by hand. */
function placed(spans: readonly OpenSpan[]): Span[] {
  let growth = 0
  return spans.map((span) => {
    const newStart = span.oldStart + growth
    growth += span.new.length - span.old.length
    return { ...span, newStart }
  })
}

const decoded = (line: string) => Buffer.from(line, 'latin1').toString()

class PatchReader {
  private readonly commits: FileChange[][] = [[]]
  /** Paths that the commit has touched; a second touch begins the next one. */
  private touched = new Set<string>()
  private file: OpenFile | undefined
  private span: OpenSpan | undefined
  private oldLeft = 0
  private newLeft = 0
  private isBinaryData = false

  line(line: string, next: string, afterNext: string): void {
    if (this.span === undefined || !this.hunkLine(this.span, line)) this.outside(line, next, afterNext)
  }

  end(): FileChange[][] {
    this.closeFile()
    return this.commits.filter((commit) => commit.length > 0)
  }

  /** Whether the line belongs to the hunk. */
  private hunkLine(span: OpenSpan, line: string): boolean {
    const sign = line.charAt(0)
    if (sign === '\\') {
      this.endWithoutNewline(span)
      return true
    }
    if (this.oldLeft <= 0 && this.newLeft <= 0) {
      const isMore = sign === '+' || (sign === '-' && !signature.test(line) && !line.startsWith('--- '))
      this.span = undefined
      if (isMore) this.setOpaque('damaged')
      return isMore
    }
    const isKept = sign === ' ' || sign === '' || line === '\r'
    if (!isKept && sign !== '+' && sign !== '-') {
      this.setOpaque('damaged')
      this.span = undefined
      return false
    }
    const text = `${this.file?.isCrlf === true ? line.slice(1).replace(/\r$/, '') : line.slice(1)}\n`
    if (sign !== '+' && this.oldLeft-- > 0) span.old.push(text)
    if (sign !== '-' && this.newLeft-- > 0) span.new.push(text)
    if (this.oldLeft < 0 || this.newLeft < 0) this.setOpaque('damaged')
    this.lastSign = sign
    return true
  }
  private lastSign = ''

  private endWithoutNewline(span: OpenSpan): void {
    const sides = this.lastSign === '+' ? [span.new] : this.lastSign === '-' ? [span.old] : [span.old, span.new]
    for (const side of sides) side.push((side.pop() ?? '').replace(/\n$/, ''))
  }

  private outside(line: string, next: string, afterNext: string): void {
    const { file } = this
    if (line.startsWith('diff --git ')) this.openFile().names.gitLine(decoded(line.slice(11)))
    else if (/^diff --(?:cc|combined) /.test(line)) {
      const combined = this.openFile()
      combined.opaque = 'combined'
      combined.names.gitLine(decoded(line.replace(/^diff --\w+ (.*)$/, 'a/$1 b/$1')))
    } else if (commitStart.test(line)) this.nextCommit()
    else if (plainHunkStart.test(line)) this.openHunk(line)
    else if (this.isPair(line, next, afterNext)) this.openFile().header(line)
    else if (file === undefined || file.spans.length > 0) return
    else if (extendedHeader.test(line) || /^(?:---|\+\+\+) /.test(line)) file.header(line)
    else if (binaryNotice.test(line.trimEnd())) this.setOpaque('binary')
    else if (line.trimEnd() === 'GIT binary patch') {
      this.setOpaque('binary')
      this.isBinaryData = true
    } else if (this.isBinaryData && binaryData.test(line.trimEnd())) file.binaryData += `${line}\n`
    else this.isBinaryData = false
  }

  /** The two names of a file that no `diff` line has begun. */
  private isPair(line: string, next: string, afterNext: string): boolean {
    if (!line.startsWith('--- ') || !next.startsWith('+++ ') || !plainHunkStart.test(afterNext)) return false
    return this.file === undefined || this.file.hasNames
  }

  private openHunk(line: string): void {
    const header = readHunkHeader(line)
    const { start: oldStart, count: oldCount } = header?.olds[0] ?? { start: 0, count: 1 }
    this.oldLeft = oldCount
    this.newLeft = header?.new.count ?? 1
    // A hunk without old lines names the line before it.
    const start = oldCount === 0 ? oldStart : oldStart - 1
    this.span = { oldStart: start, old: [], newStart: 0, new: [], heading: hunkContext(line.trimEnd()) }
    this.lastSign = ''
    this.file?.spans.push(this.span)
    if (this.oldLeft + this.newLeft === 0 || start < 0) this.setOpaque('damaged')
  }

  private setOpaque(opaque: Opaque): void {
    if (this.file !== undefined) this.file.opaque ??= opaque
  }

  private openFile(): OpenFile {
    this.closeFile()
    this.file = new OpenFile()
    return this.file
  }

  private nextCommit(): void {
    this.closeFile()
    this.commits.push([])
    this.touched = new Set()
  }

  private closeFile(): void {
    if (this.oldLeft > 0 || this.newLeft > 0) this.setOpaque('damaged')
    this.oldLeft = this.newLeft = 0
    const change = this.file?.close()
    this.file = this.span = undefined
    this.isBinaryData = false
    if (change === undefined) return
    const touches = [
      change.old === undefined || change.isCopy ? '' : `-${change.old.path}`,
      change.new === undefined ? '' : `+${change.new.path}`,
    ]
    if (touches.some((touch) => this.touched.has(touch))) this.nextCommit()
    for (const touch of touches) if (touch !== '') this.touched.add(touch)
    this.commits.at(-1)?.push(change)
  }
}
