// Binary files that a diff names and holds nothing of: `diff -r`, Mercurial, Bazaar and Subversion write no header that git knows.

const gitHeader = /^diff --(?:git|cc|combined) /
const otherStart = /^(?:diff -|Index: |=== \w+ file '|@@)/
const binary = /^(?:Binary files? \S.* (?:differ|has changed)|Cannot display: file marked as a binary type\.)\s*$/

export class NamedBinaryScan {
  count = 0
  /** git's own notice counts with its file. */
  #isBelowGit = false

  line(line: string): void {
    if (gitHeader.test(line)) this.#isBelowGit = true
    else if (otherStart.test(line)) this.#isBelowGit = false
    else if (!this.#isBelowGit && binary.test(line)) this.count++
  }
}
