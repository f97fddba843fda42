// Binary files that Mercurial, Subversion and Bazaar name below a header of their own, which git does not know. Those that `diff -r` tells
// of without any header are told by no count, as git tells them by none.

const toolHeader = /^(?:diff -r [0-9a-f]{12}|Index: |=== \w+ file ')/
const otherStart = /^(?:diff -|@@|--- )/
const binary = /^(?:Binary files? \S.* (?:differ|has changed)|Cannot display: file marked as a binary type\.)\s*$/

export class NamedBinaryScan {
  count = 0
  #isBelowTool = false

  line(line: string): void {
    if (toolHeader.test(line)) this.#isBelowTool = true
    else if (otherStart.test(line)) this.#isBelowTool = false
    else if (this.#isBelowTool && binary.test(line)) {
      this.count++
      this.#isBelowTool = false
    }
  }
}
