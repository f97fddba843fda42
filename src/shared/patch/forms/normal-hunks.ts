// What `diff` writes without options (`2,3c2`, `<`, `---`, `>`), line by line, as the unified diff without context that says the same.
import { type FormLines } from './form-lines.ts'

const command = /^(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?$/
const name = `('[^']+'|"(?:[^"\\\\]|\\\\.)+"|[^'" ]+)`
const compared = new RegExp(`^diff .*?${name} ${name}$`)
const indexed = /^Index: (\S.*)$/
/** What may stand above the first change, and between files. */
const between = /^(?:diff |Only in |Index: |={20,}|RCS file: |retrieving revision |Binary files |\s*$)/

const bare = (line: string) => line.replace(/\r$/, '')
const unquoted = (text: string) => text.replace(/^'(.*)'$/, '$1')

interface OpenChange {
  header: string
  old: number
  new: number
  isSplit: boolean
  rows: string[]
}

export class NormalHunks implements FormLines {
  #held: string[] = []
  #open: OpenChange | undefined
  #names: { old: string; new: string } | undefined

  static begins(line: string, next: string): boolean {
    return command.test(line) && /^[<>](?: |$)/.test(next)
  }

  static isBetween(line: string): boolean {
    return between.test(line)
  }

  take(line: string): string {
    const text = bare(line)
    if (this.#open !== undefined && this.#isIn(this.#open, line, text)) {
      this.#held.push(line)
      return ''
    }
    const before = this.end()
    const match = command.exec(text)
    if (match !== null) {
      this.#open = openChange(match)
      this.#held = [line]
      return before
    }
    const [, old, now] = compared.exec(text) ?? []
    const [, path] = indexed.exec(text) ?? []
    if (old !== undefined && now !== undefined && !/^-r?[\d.]+$/.test(old)) this.#names = { old: unquoted(old), new: unquoted(now) }
    else if (path !== undefined) this.#names = { old: path, new: path }
    return `${before}${line}\n`
  }

  end(): string {
    const open = this.#open
    const held = this.#held
    this.#open = undefined
    this.#held = []
    if (open === undefined || open.old > 0 || open.new > 0) return held.map((line) => `${line}\n`).join('')
    const names = this.#names === undefined ? '' : `--- ${this.#names.old}\t\n+++ ${this.#names.new}\t\n`
    this.#names = undefined
    return `${names}${open.header}\n${open.rows.join('')}`
  }

  #isIn(open: OpenChange, line: string, text: string): boolean {
    if (text.startsWith('\\')) return open.rows.length > 0 && open.rows.push(`${line}\n`) > 0
    const isOld = /^<(?: |$)/.test(text)
    if (isOld && open.old > 0) {
      open.old--
      return open.rows.push(`-${line.slice(2)}\n`) > 0
    }
    if (text === '---' && open.old === 0 && open.isSplit) {
      open.isSplit = false
      return true
    }
    if (!/^>(?: |$)/.test(text) || open.old > 0 || open.new === 0 || open.isSplit) return false
    open.new--
    return open.rows.push(`+${line.slice(2)}\n`) > 0
  }
}

function openChange([, from = '0', to = from, verb, start = '0', end = start]: readonly (string | undefined)[]): OpenChange {
  const old = verb === 'a' ? 0 : Number(to) - Number(from) + 1
  const now = verb === 'd' ? 0 : Number(end) - Number(start) + 1
  const range = (first: string, count: number) => (count === 1 ? first : `${first},${count}`)
  return { header: `@@ -${range(from, old)} +${range(start, now)} @@`, old, new: now, isSplit: verb === 'c', rows: [] }
}
