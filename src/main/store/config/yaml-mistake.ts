// What is wrong with a text that should be YAML, in words of the catalogue: the parser's own are English, and speak of its grammar.
import { type YAMLError } from 'yaml'

const words: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'an alias stands for itself; nothing may stand before it',
  BAD_ALIAS: 'an anchor or alias has no name, or one that ends in a colon',
  BAD_COLLECTION_TYPE: 'its tag is of another kind of value',
  BAD_DIRECTIVE: 'the directive after % is none that is known here',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by no sign that it goes with',
  BAD_INDENT: 'it is not indented as what stands beside it',
  BAD_PROP_ORDER: 'an anchor or tag stands before the sign that it belongs behind',
  BAD_SCALAR_START: 'it begins with a sign that YAML keeps for itself; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon stands on the line; what holds a colon is put in quotes',
  BLOCK_IN_FLOW: 'inside of brackets, lines with a key or a dash of their own are not read',
  DUPLICATE_KEY: 'its key stands there twice',
  IMPOSSIBLE: 'it cannot be understood',
  KEY_OVER_1024_CHARS: 'its key is longer than 1,024 signs',
  MISSING_CHAR: 'a colon, a comma, a dash or a space is missing',
  MULTILINE_IMPLICIT_KEY: 'the line has no colon, or is indented too far',
  MULTIPLE_ANCHORS: 'it has two anchors',
  MULTIPLE_DOCS: 'a second document begins; there may be one',
  MULTIPLE_TAGS: 'it has two tags',
  NON_STRING_KEY: 'its key is no text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'a tab indents it; YAML is indented with spaces',
  TAG_RESOLVE_FAILED: 'its tag does not go with it, or is not known here',
  UNEXPECTED_TOKEN: 'something stands there that does not belong there',
}

/** What one code of the parser stands for besides. */
const missing: readonly [pattern: RegExp, reason: string][] = [
  [/^Missing closing ["']quote/, 'its closing quote is missing'],
  [/and end with a [\]}]/, 'its closing bracket is missing, or is not indented enough'],
]

/** A reason, for `sayReason`. */
export function describeMistake({ code, message }: Pick<YAMLError, 'code' | 'message'>): string {
  return missing.find(([pattern]) => pattern.test(message))?.[1] ?? words[code]
}

/** Why an alias stands for nothing, for `sayReason`. */
export function describeLostAlias({ message }: Error): string {
  const [, alias] = /: (\S+)$/.exec(message) ?? []
  return alias === undefined ? 'its aliases stand for too much' : `the anchor of *${alias} does not stand before it`
}
