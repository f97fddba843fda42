// What is wrong with a text that should be YAML, in words of the catalogue where the mistake is a common one.
import { type YAMLError } from 'yaml'

const common: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'a tab indents it; YAML is indented with spaces',
  BAD_INDENT: 'it is not indented as what stands beside it',
  DUPLICATE_KEY: 'its key stands there twice',
  MULTIPLE_DOCS: 'a second document begins; there may be one',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by no sign that it goes with',
}

/** A reason, for `sayReason`. */
export function describeMistake({ code, message }: YAMLError): string {
  // The rest of the message draws the line, with an arrow.
  return common[code] ?? `it is no YAML: ${message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? code}`
}

/** Why an alias stands for nothing, for `sayReason`. */
export function describeLostAlias({ message }: Error): string {
  const [, alias] = /: (\S+)$/.exec(message) ?? []
  return alias === undefined ? 'its aliases stand for too much' : `the anchor of *${alias} does not stand before it`
}
