// The subject of what stands between files: a mail's, a commit's, or its first line.
import { isLogRule } from '../../../../shared/patch/hunk-end.ts'
import { showUnseen } from './unseen-characters.ts'

/** How far down a subject is looked for. */
export const titleLines = 40

/** As it is shown: with a symbol for each unseen character. */
export function messageTitle(lines: readonly string[]): string {
  return showUnseen(subjectOf(lines))
}

function subjectOf(lines: readonly string[]): string {
  const subject = lines.findIndex((line) => line.startsWith('Subject: '))
  if (subject !== -1) {
    const folded = lines.slice(subject + 1).findIndex((line) => !/^[ \t]/.test(line))
    const end = folded === -1 ? lines.length : subject + 1 + folded
    return lines
      .slice(subject, end)
      .map((line, index) => (index === 0 ? line.slice(9) : ` ${line.trim()}`))
      .join('')
  }
  const isCommit = lines[0]?.startsWith('commit ') === true
  const said = isCommit ? lines.find((line) => /^ {4}\S/.test(line)) : undefined
  // A log may begin with the rule between its commits.
  return (said ?? lines.find((line) => line.trim() !== '' && !isLogRule(line)) ?? lines.find((line) => line.trim() !== '') ?? '').trim()
}
