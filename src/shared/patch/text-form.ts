// Text that tells of changes in another form than a unified diff, called by the name of what writes or reads it.

interface TextForm {
  /** The command, or the mark that it begins with. */
  name: string
  /** One row must be like the first; where there is a second, one like it too. */
  rows: readonly RegExp[]
}

const forms: readonly TextForm[] = [
  { name: 'apply_patch', rows: [/^\*\*\* Begin Patch$/] },
  { name: 'SEARCH/REPLACE', rows: [/^<{5,9} ?SEARCH/, /^>{5,9} ?REPLACE/] },
  { name: 'diff', rows: [/^\d+(?:,\d+)?[acd]\d+(?:,\d+)?$/, /^[<>](?: |$)/] },
  { name: 'diff -e', rows: [/^\d+(?:,\d+)?[acd]$/, /^(?:\.|\d+(?:,\d+)?d)$/] },
  { name: 'diff -n', rows: [/^[ad]\d+ \d+$/] },
  { name: 'diff -y', rows: [/\S[ \t]+[|<>](?:\t|$)|^[ \t]{20,}>\t/, /^(\S.*?)[ \t]*\t[ \t]*\1$/] },
  { name: 'git diff --raw', rows: [/^:{1,}\d{6}(?: \d{6})+(?: [0-9a-f]{7,64}\.*){2,} [A-Z]+\d*\t/] },
  { name: 'git diff --stat', rows: [/^ \S.* \| +(?:\d+ ?[+-]*|Bin(?: .*)?)$/, /^ \d+ files? changed/] },
  { name: 'git diff --numstat', rows: [/^(?:\d+\t\d+|-\t-)\t\S/] },
  { name: 'git diff --name-status', rows: [/^(?:[ADMTUX]|[CR]\d+)\t\S/] },
]

/** The name of the form that rows of text have; undefined for any other text. */
export function textForm(rows: readonly string[]): string | undefined {
  return forms.find((form) => form.rows.every((like) => rows.some((row) => like.test(row))))?.name
}
