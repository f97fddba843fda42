// What a diff does to tests: a reviewer wants to know when the tests that pass are not the tests that were there.
import { type TestChanges } from '../../../shared/facts.ts'
import { ownText } from '../own-text.ts'
import { DiffNames } from './diff-names.ts'
import { plainHunkStart, readHunkHeader } from '../../../shared/patch/hunk-header.ts'

const testFolder = /(?:^|\/)(?:tests?|__tests__|specs?|testing)\//i
const testFile =
  /(?:^|\/)(?:test_[^/]*|conftest)\.py$|[_.-](?:tests?|spec)\.[a-z]{1,4}$|(?:^|\/)[^/]*(?:Tests?|TestCase|Spec)\.(?:java|kt|cs|swift|php|scala|groovy|m|mm)$/

/** Data and documents in a folder of tests count as well: a fixture that changes can make a test pass. */
const isTestPath = (path: string) => testFolder.test(path) || testFile.test(path)

/** A line that keeps a test from running, or from counting. */
const skip =
  /@(?:pytest\.mark\.|unittest\.)?(?:skip(?:if|unless)?|xfail|expectedFailure|disabled|ignore)\b|\bpytest\.(?:skip|xfail)\(|\bself\.skipTest\(|\b(?:it|test|describe|context|suite)\.(?:skip|todo|only|fixme)\b|\bx(?:it|describe|test|context)\(|\bf(?:it|describe)\(|\b[tb]\.Skip(?:f|Now)?\(|#\[ignore\b|\[(?:Fact|Theory)\(Skip|\[Ignore\b/i
/** A line that begins a test. */
const testStart =
  /^\s*(?:async\s+)?def test\w*\s*\(|^\s*(?:it|test)(?:\.each\b.*|\.(?:concurrent|failing))?\(|^func (?:Test|Benchmark|Fuzz)\w*\(|^\s*@(?:Test|ParameterizedTest)\b|^\s*#\[(?:tokio::)?test\b|^\s*(?:public )?function test\w*\(|^\s*\[(?:Fact|Theory|TestMethod|Test)\b/

type Finding = NonNullable<TestChanges['first']>
const order: Finding['what'][] = ['deleted', 'removed', 'skipped', 'edited']

/** Takes the lines of a diff one by one. Where hunk headers lie it may miss something, and invents nothing. */
export class TestChangeScan {
  private readonly found: TestChanges = { edited: 0, deleted: 0, skips: 0, removedTests: 0, first: null }
  private removed = 0
  private added = 0
  private names = new DiffNames()
  private isDeleted = false
  private isNew = false
  /** Counted once its first hunk is there, or the next file's header. */
  private isOpen = false
  private isTest = false
  private path = ''
  private oldLine = 0
  private newLine = 0
  private oldLeft = 0
  private newLeft = 0

  line(line: string): void {
    if (this.oldLeft > 0 || this.newLeft > 0) this.hunkLine(line)
    else this.headerLine(line)
  }

  end(): TestChanges {
    this.closeHeader()
    return { ...this.found, removedTests: Math.max(0, this.removed - this.added) }
  }

  private headerLine(line: string): void {
    if (line.startsWith('diff --git ')) {
      this.openFile()
      this.names.gitLine(line.slice(11))
    } else if (plainHunkStart.test(line)) this.hunkHeader(line)
    else if (line.startsWith('--- ')) {
      if (!this.isOpen) this.openFile()
      this.names.headerLine(line)
      this.isNew ||= /^--- \/dev\/null\s*$/.test(line)
    } else if (this.isOpen) {
      this.names.headerLine(line)
      this.isDeleted ||= line.startsWith('deleted file mode ') || /^\+\+\+ \/dev\/null\s*$/.test(line)
      this.isNew ||= line.startsWith('new file mode ')
    }
  }

  private openFile(): void {
    this.closeHeader()
    this.names = new DiffNames()
    this.isOpen = true
    this.isDeleted = false
    this.isNew = false
  }

  /** The header is complete: now it is known which file it is. */
  private closeHeader(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.path = ownText(this.names.path() ?? '')
    this.isTest = isTestPath(this.path)
    if (!this.isTest || this.isNew) return
    if (this.isDeleted) {
      this.found.deleted++
      this.note('deleted', null)
    } else {
      this.found.edited++
      this.note('edited', null)
    }
  }

  private hunkHeader(line: string): void {
    this.closeHeader()
    const header = readHunkHeader(line)
    if (header === undefined) return
    this.oldLeft = header.olds[0].count
    this.newLeft = header.new.count
    this.oldLine = header.olds[0].start
    this.newLine = header.new.start
  }

  private hunkLine(line: string): void {
    switch (line.charAt(0)) {
      case '-':
        if (this.isTest && !this.isDeleted && testStart.test(line.slice(1))) {
          this.removed++
          this.note('removed', { side: 'old', line: this.oldLine })
        }
        this.oldLine++
        this.oldLeft--
        return
      case '+':
        if (this.isTest) this.addedLine(line.slice(1))
        this.newLine++
        this.newLeft--
        return
      case ' ':
      case '':
        this.oldLine++
        this.newLine++
        this.oldLeft--
        this.newLeft--
        return
      case '\\':
        return
      default:
        // The header promised more lines than there are.
        this.oldLeft = 0
        this.newLeft = 0
        this.headerLine(line)
    }
  }

  private addedLine(text: string): void {
    if (testStart.test(text)) this.added++
    if (!skip.test(text)) return
    this.found.skips++
    this.note('skipped', { side: 'new', line: this.newLine })
  }

  /** The gravest is shown first; among equals, the first. */
  private note(what: Finding['what'], place: Pick<Finding, 'side' | 'line'> | null): void {
    const before = this.found.first
    if (before !== null && order.indexOf(before.what) <= order.indexOf(what)) return
    this.found.first = { what, path: this.path, side: place?.side ?? null, line: place?.line ?? null }
  }
}
