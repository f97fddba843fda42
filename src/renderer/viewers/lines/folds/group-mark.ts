// The lines by which CI services say that a group of lines begins or ends.

export type GroupMark =
  /** `name` says which end belongs to it, where the service names its groups. */
  | { kind: 'open'; family: GroupFamily; name: string; isFolded: boolean }
  | { kind: 'close'; family: GroupFamily; name: string }
  /** Buildkite's `^^^ +++`: the group that runs is to be shown. */
  | { kind: 'show' }

/** Groups of one family end each other; a `heading` ends where the next one begins. */
export type GroupFamily = 'command' | 'section' | 'task' | 'fold' | 'heading'

/** Most blocks of a log have none of these, and are not looked through line by line. */
export const mayHaveGroups =
  /::(?:end)?group::|##\[(?:end)?(?:group|section)\]|section_(?:start|end):|travis_fold:|^(?:\x1b_bk;t=\d+\x07)?(?:---|\+\+\+|~~~|\^\^\^) /m // oxlint-disable-line no-control-regex -- Buildkite's own time marks

/** GitHub and Azure write a time before each line of a log that was downloaded. */
const command = /^(?:\ufeff?\d{4}-\d\d-\d\dT[\d:.]+Z )?\s*(?:::(group|endgroup)::|##\[(group|endgroup|section)\](Starting|Finishing)?)/
/** With or without the codes that erase the mark from the screen. */
const named = /(?:^|[\r\n]|\x1b\[0?K|\s)(?:section_(start|end):\d+:([^\s[\x1b]+)(\[[^\]]*\])?|travis_fold:(start|end):([^\s\x1b]+))/ // oxlint-disable-line no-control-regex
const heading = /^(?:\x1b_bk;t=\d+\x07)*(---|\+\+\+|~~~) |^(?:\x1b_bk;t=\d+\x07)*\^\^\^ \+\+\+/ // oxlint-disable-line no-control-regex
/** A file of a patch and a test of Go begin like a heading. */
const noHeading = /^(?:---|\+\+\+) (?:[ab]\/|\/dev\/null|\S+\t|FAIL:|PASS:|SKIP:|BENCH:)/

/** What a line, as it lies in the file, says about groups. */
export function parseGroupMark(line: string, hasHeadings: boolean): GroupMark | undefined {
  const spoken = command.exec(line)
  if (spoken !== null) return commandMark(spoken)
  const marked = named.exec(line)
  if (marked !== null) {
    const [, section, sectionName = '', options = '', fold, foldName = ''] = marked
    if (section === 'start') return { kind: 'open', family: 'section', name: sectionName, isFolded: options.includes('collapsed=true') }
    if (section === 'end') return { kind: 'close', family: 'section', name: sectionName }
    return fold === 'start'
      ? { kind: 'open', family: 'fold', name: foldName, isFolded: true }
      : { kind: 'close', family: 'fold', name: foldName }
  }
  const head = hasHeadings && !noHeading.test(line) ? heading.exec(line) : null
  if (head === null) return undefined
  return head[1] === undefined ? { kind: 'show' } : { kind: 'open', family: 'heading', name: '', isFolded: head[1] !== '+++' }
}

function commandMark([, github, azure, task]: RegExpExecArray): GroupMark | undefined {
  const word = github ?? azure
  if (word === 'group') return { kind: 'open', family: 'command', name: '', isFolded: true }
  if (word === 'endgroup') return { kind: 'close', family: 'command', name: '' }
  if (task === 'Starting') return { kind: 'open', family: 'task', name: '', isFolded: false }
  return task === 'Finishing' ? { kind: 'close', family: 'task', name: '' } : undefined
}

/** Only Buildkite's own lines are sure signs of it: elsewhere `---` is a rule, a patch, or anything. */
export const isBuildkite = /^(?:\x1b_bk;t=\d+\x07)*~~~ \S|\x1b_bk;t=\d+\x07|^(?:---|\+\+\+) :[a-z][\w+-]*: /m // oxlint-disable-line no-control-regex
