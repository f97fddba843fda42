// Diffs of a wanted size, joined from what git says of this repository's own history.
import { execFileSync } from 'node:child_process'
import { root } from '../../tools/run-command.ts'

export const inputNames = ['10k', '100k', '500k', 'one 50k-line file', 'a 1 MB line'] as const
export type InputName = (typeof inputNames)[number]

function historyFiles(): string[] {
  const log = execFileSync('git', ['log', '-p', '--no-color', '--no-merges', '--format=%x00'], { cwd: root, maxBuffer: 2 ** 30 }).toString(
    'utf8',
  )
  return log
    .split('\0')
    .flatMap((commit) => commit.trimStart().split(/^(?=diff --git )/m))
    .filter((file) => file.startsWith('diff --git '))
}

function joined(files: readonly string[], lines: number): string {
  const parts: string[] = []
  for (let count = 0, index = 0; count < lines; index++) {
    const file = files[index % files.length] ?? ''
    parts.push(file)
    count += file.split('\n').length - 1
  }
  return parts.join('')
}

function oneFile(files: readonly string[], lines: number): string {
  const text = joined(files, 4 * lines)
    .split('\n')
    .filter((line) => line.startsWith('+') || line.startsWith('-'))
    .slice(0, lines)
  const hunks: string[] = []
  let [oldLine, newLine] = [1, 1]
  for (let from = 0; from < text.length; from += 20) {
    const hunk = text.slice(from, from + 20)
    const removed = hunk.filter((line) => line.startsWith('-')).length
    hunks.push(`@@ -${oldLine},${removed + 1} +${newLine},${hunk.length - removed + 1} @@\n ...\n${hunk.join('\n')}\n`)
    oldLine += removed + 30
    newLine += hunk.length - removed + 30
  }
  return `diff --git a/large.ts b/large.ts\n--- a/large.ts\n+++ b/large.ts\n${hunks.join('')}`
}

const longLine = (files: readonly string[]) =>
  `${files[0] ?? ''}diff --git a/long.js b/long.js\n--- a/long.js\n+++ b/long.js\n@@ -1 +1 @@\n-short\n+${'const value = call(argument, "text") + 1; '.repeat(25_000).slice(0, 1_000_000)}\n`

/** @throws when this is no checkout with a history */
export function makeInputs(): Record<InputName, string> {
  const files = historyFiles()
  if (files.length === 0) throw new Error('this checkout has no history to make diffs of')
  return {
    '10k': joined(files, 10_000),
    '100k': joined(files, 100_000),
    '500k': joined(files, 500_000),
    'one 50k-line file': oneFile(files, 50_000),
    'a 1 MB line': longLine(files),
  }
}
