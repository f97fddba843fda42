// Names as git and its elders write them: quoted, prefixed, followed by dates.

const escapes: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }

/** The text of a name in C quotes, whose octal escapes are UTF-8 bytes. */
function unquote(quoted: string): string {
  const bytes: number[] = []
  for (let index = 0; index < quoted.length; index++) {
    if (quoted[index] !== '\\') {
      const codePoint = quoted.codePointAt(index) ?? 0
      if (codePoint > 0xffff) index++
      bytes.push(...new TextEncoder().encode(String.fromCodePoint(codePoint)))
      continue
    }
    const octal = /^[0-3][0-7]{2}/.exec(quoted.slice(index + 1, index + 4))
    if (octal === null) {
      index++
      bytes.push(escapes[quoted[index] ?? ''] ?? quoted.charCodeAt(index))
    } else {
      bytes.push(Number.parseInt(octal[0], 8))
      index += 3
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes))
}

const quotedName = /^"((?:[^"\\]|\\.)*)"/
// Plain diffs put a date after the name; git puts a tab there when the name has a blank.
const afterName = /\s+\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)? [+-]\d{4}.*$/

/** The name in what follows `--- `, `+++ `, `rename from ` and their like. */
export function readName(text: string): string {
  const quoted = quotedName.exec(text)
  if (quoted?.[1] !== undefined) return unquote(quoted[1])
  const tab = text.indexOf('\t')
  return (tab === -1 ? text : text.slice(0, tab)).replace(afterName, '')
}

export interface NamePair {
  old: string
  new: string
}

const prefixed = /^([abciow])\//

/** Both names without `a/`, `b/` and the other prefixes of git; names that share a first folder have no prefix. */
export function stripPrefixes(pair: NamePair): NamePair {
  const oldPrefix = prefixed.exec(pair.old)?.[1]
  const newPrefix = prefixed.exec(pair.new)?.[1]
  const oldIsNone = pair.old === '/dev/null'
  const newIsNone = pair.new === '/dev/null'
  const hasPrefixes =
    (oldIsNone && newPrefix !== undefined) ||
    (newIsNone && oldPrefix !== undefined) ||
    (oldPrefix !== undefined && newPrefix !== undefined && oldPrefix !== newPrefix)
  if (!hasPrefixes) return pair
  return { old: oldIsNone ? pair.old : pair.old.slice(2), new: newIsNone ? pair.new : pair.new.slice(2) }
}

/** The two names of a `diff --git` line. Unquoted names with blanks are told apart by being the same but for their prefix. */
export function readGitNames(text: string): NamePair | undefined {
  const first = quotedName.exec(text)
  if (first?.[1] !== undefined) {
    return { old: unquote(first[1]), new: readName(text.slice(first[0].length + 1)) }
  }
  const secondQuote = text.indexOf(' "')
  if (secondQuote !== -1 && text.endsWith('"')) return { old: text.slice(0, secondQuote), new: readName(text.slice(secondQuote + 1)) }
  const splits: NamePair[] = []
  for (let blank = text.indexOf(' '); blank !== -1; blank = text.indexOf(' ', blank + 1)) {
    splits.push({ old: text.slice(0, blank), new: text.slice(blank + 1) })
  }
  const same = splits.find((pair) => {
    const stripped = stripPrefixes(pair)
    return stripped.old === stripped.new
  })
  return same ?? splits.find((pair) => prefixed.test(pair.old) && prefixed.test(pair.new)) ?? splits[0]
}
