// Names as git and its elders write them in a diff: quoted, prefixed, followed by dates.

const escapes: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }
const quotedName = /^"((?:[^"\\]|\\.)*)"/

/** What stands in C quotes at the start of a text, and what follows; octal escapes are UTF-8 bytes. Undefined when it is not quoted. */
export function unquoteName(text: string): { name: string; rest: string } | undefined {
  const quoted = quotedName.exec(text)
  if (quoted?.[1] === undefined) return undefined
  const bytes: number[] = []
  for (const [piece] of quoted[1].matchAll(/\\[0-7]{1,3}|\\.|[^\\]+/g)) {
    if (!piece.startsWith('\\')) for (const byte of new TextEncoder().encode(piece)) bytes.push(byte)
    else bytes.push(/\d/.test(piece) ? Number.parseInt(piece.slice(1), 8) & 255 : (escapes[piece.charAt(1)] ?? piece.charCodeAt(1)))
  }
  return { name: new TextDecoder().decode(Uint8Array.from(bytes)), rest: text.slice(quoted[0].length) }
}

// Plain diffs put a date or a revision after the name.
const afterName =
  /\s+(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s\w{3}\s.*|\((?:revision|working copy|nonexistent).*)$/

/** The name in what follows `--- `, `+++ `, `rename from ` and their like, without a time or revision behind it. */
export function sideName(text: string): string {
  const quoted = unquoteName(text)
  if (quoted !== undefined) return quoted.name
  const tab = text.indexOf('\t')
  return (tab === -1 ? text.replace(/\r$/, '') : text.slice(0, tab)).replace(afterName, '')
}

export interface NamePair {
  old: string
  new: string
}

export const noFile = '/dev/null'
const withoutFirst = (name: string) => name.slice(name.indexOf('/') + 1)
const firstPart = (name: string) => name.slice(0, Math.max(0, name.indexOf('/')))
/** git's own prefixes: plain, and those that say index, work tree, commit, object; the folders that Bazaar and many a person compare. */
const oldPrefixes = new Set(['a', 'i', 'c', 'o', '1', 'old'])
const newPrefixes = new Set(['b', 'w', 'i', 'c', 'o', '2', 'new'])

const areKnown = (oldFirst: string, newFirst: string) => oldFirst !== newFirst && oldPrefixes.has(oldFirst) && newPrefixes.has(newFirst)

/** Both sides begin with a folder that is no part of the path: `a/x b/x`, or the two folders of `diff -r before after`. */
export function hasPrefixes(old: string | undefined, now: string | undefined): boolean {
  if (old === undefined || old === noFile) return now !== undefined && firstPart(now) === 'b'
  if (now === undefined || now === noFile) return firstPart(old) === 'a'
  const [oldFirst, newFirst] = [firstPart(old), firstPart(now)]
  if (oldFirst === '' || newFirst === '' || oldFirst === newFirst) return false
  return withoutFirst(old) === withoutFirst(now) || areKnown(oldFirst, newFirst)
}

/** A name without its prefix; of no file there is none. */
export const withoutPrefix = (name: string): string => (name === noFile ? name : withoutFirst(name))

/** The two names of a `diff --git` line. Unquoted names with blanks are told apart by being the same but for their prefix. */
export function gitNames(text: string): NamePair | undefined {
  const line = text.trimEnd()
  const first = unquoteName(line)
  if (first !== undefined) {
    const rest = first.rest.trimStart()
    return { old: first.name, new: unquoteName(rest)?.name ?? rest }
  }
  const quotedAt = line.indexOf(' "')
  if (quotedAt > 0) return { old: line.slice(0, quotedAt), new: unquoteName(line.slice(quotedAt + 1))?.name ?? line.slice(quotedAt + 1) }
  const middle = (line.length - 1) / 2
  const half = { old: line.slice(0, middle), new: line.slice(middle + 1) }
  if (line.length % 2 === 1 && line[middle] === ' ' && withoutFirst(half.old) === withoutFirst(half.new)) return half
  const oldFirst = firstPart(line)
  for (const { index, 1: newFirst = '' } of line.matchAll(/ ([^/ ]+)(?=\/)/g))
    if (areKnown(oldFirst, newFirst)) return { old: line.slice(0, index), new: line.slice(index + 1) }
  return undefined
}
