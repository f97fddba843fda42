// Which file a diff's header names.

const escapes: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }

/** A name in git's C-style quotes, at the start of `text`: its value and what follows, or undefined when it is not quoted. */
function unquote(text: string): { name: string; rest: string } | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text)
  if (quoted?.[1] === undefined) return undefined
  const bytes: Uint8Array[] = []
  for (const [piece] of quoted[1].matchAll(/\\[0-7]{1,3}|\\.|[^\\]+/g)) {
    if (!piece.startsWith('\\')) bytes.push(Buffer.from(piece))
    else
      bytes.push(
        Uint8Array.of(/\d/.test(piece) ? Number.parseInt(piece.slice(1), 8) & 255 : (escapes[piece.charAt(1)] ?? piece.charCodeAt(1))),
      )
  }
  return { name: Buffer.concat(bytes).toString(), rest: text.slice(quoted[0].length) }
}

const timestamp =
  /\s+(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s\w{3}\s.*|\((?:revision|working copy|nonexistent).*)$/

/** The name on a `---` or `+++` line, without a time or revision behind it. */
function sideName(text: string): string {
  const line = text.trimEnd()
  return unquote(line)?.name ?? (line.split('\t')[0] ?? '').replace(timestamp, '')
}

/** The two names of a `diff --git` line; unquoted names may hold spaces, so the split is where both sides agree. */
function gitNames(text: string): [string, string] | undefined {
  const line = text.trimEnd()
  const first = unquote(line)
  if (first !== undefined) return [first.name, unquote(first.rest.trimStart())?.name ?? first.rest.trimStart()]
  const quotedEnd = line.indexOf(' "')
  if (quotedEnd > 0) return [line.slice(0, quotedEnd), unquote(line.slice(quotedEnd + 1))?.name ?? line.slice(quotedEnd + 1)]
  const half: [string, string] = [line.slice(0, (line.length - 1) / 2), line.slice((line.length + 1) / 2)]
  if (line.length % 2 === 1 && withoutFirst(half[0]) === withoutFirst(half[1])) return half
  const middle = line.indexOf(' b/')
  return middle > 0 ? [line.slice(0, middle), line.slice(middle + 1)] : undefined
}

const withoutFirst = (name: string) => name.slice(name.indexOf('/') + 1)
const firstPart = (name: string) => name.slice(0, Math.max(0, name.indexOf('/')))
const isNothing = (name: string | undefined) => name === undefined || name === '/dev/null'
/** git's own prefixes: plain, and those that say index, work tree, commit, object. */
const oldPrefixes = new Set(['a', 'i', 'c', 'o', '1'])
const newPrefixes = new Set(['b', 'w', 'i', 'c', 'o', '2'])

/** Both sides begin with a folder that is no part of the path: `a/x b/x`, or the two folders of `diff -r old new`. */
function hasPrefixes(before: string | undefined, after: string | undefined): boolean {
  if (isNothing(before)) return after !== undefined && firstPart(after) === 'b'
  if (isNothing(after)) return before !== undefined && firstPart(before) === 'a'
  const [oldFirst, newFirst] = [firstPart(before ?? ''), firstPart(after ?? '')]
  if (oldFirst === '' || newFirst === '' || oldFirst === newFirst) return false
  return withoutFirst(before ?? '') === withoutFirst(after ?? '') || (oldPrefixes.has(oldFirst) && newPrefixes.has(newFirst))
}

/** No path is longer; hostile ones would take too long to read. */
const nameLimit = 8_192

/** Gathers the header lines that name a file. */
export class DiffNames {
  private git: string | undefined
  private before: string | undefined
  private after: string | undefined
  private source: string | undefined
  private target: string | undefined

  /** What follows `diff --git `. */
  gitLine(text: string): void {
    this.git = text.slice(0, nameLimit)
  }

  /** What follows `diff --cc ` or `diff --combined `: one name, without a prefix. */
  combinedLine(text: string): void {
    this.target = text.slice(0, nameLimit).trimEnd()
  }

  /** A `==== //depot/path#3 (text) ====` line of Perforce; the second of two names is the new one. */
  perforceLine(text: string): void {
    this.target = /^==== (?:.* - )?(\/\/[^#]+)#\d+/.exec(text.slice(0, nameLimit))?.[1] ?? this.target
  }

  /** A `---`, `+++`, `rename from`, `rename to`, `copy from` or `copy to` line. */
  headerLine(header: string): void {
    const line = header.slice(0, nameLimit)
    if (line.startsWith('--- ')) this.before = line.slice(4)
    else if (line.startsWith('+++ ')) this.after = line.slice(4)
    else if (/^(?:rename|copy) (?:to|new) /.test(line)) this.target = line.replace(/^\w+ \w+ /, '').trimEnd()
    else if (/^(?:rename|copy) (?:from|old) /.test(line)) this.source = line.replace(/^\w+ \w+ /, '').trimEnd()
  }

  /** Both paths, undefined where the header names `/dev/null` or nothing. */
  paths(): { old: string | undefined; new: string | undefined } {
    const pair = this.git === undefined ? undefined : gitNames(this.git)
    const before = this.before === undefined ? pair?.[0] : sideName(this.before)
    const after = this.after === undefined ? pair?.[1] : sideName(this.after)
    const isPrefixed = hasPrefixes(pair?.[0] ?? before, pair?.[1] ?? after)
    const path = (moved: string | undefined, name: string | undefined) => {
      if (moved !== undefined) return unquote(moved)?.name ?? moved
      if (name === undefined || isNothing(name)) return undefined
      return isPrefixed ? withoutFirst(name) : name
    }
    return { old: path(this.source, before), new: path(this.target, after) }
  }

  /** The new path, or the old one of a deleted file; undefined where no line tells. */
  path(): string | undefined {
    const paths = this.paths()
    return paths.new ?? paths.old
  }
}
