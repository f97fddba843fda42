// Which lines of a log report an error or a warning. One classifier for the facts and for the log viewer.

import { withoutTerminalCodes } from './terminal-text.ts'

/** What a line reports. */
export type LogMark = 'error' | 'warning'

/** Longer lines are judged by their beginning. */
const judgedLength = 4_096

/** Only lines with one of these are looked at closely. */
const candidate =
  /err|fail|fatal|panic|exception|traceback|warn|critical|severe|assert|segmentation|abort|killed|denied|not found|not ok|undefined|[✕✗✖×●⚠]|^[EWF][: \d]|(?:exit|return).{0,40}[1-9]|"level":[456]0/i

/** Echoed shell commands, passed tests, headings without news, and what only names an error. */
const harmless =
  /^\++ |\.\.\. ?ok$|(?:^|\s)(?:PASSED|XFAIL|XPASS)(?:\s|$)|^\s*(?:ok\b|✓|✔|√|--- PASS|PASS\b)|^(?:=+|-+) (?:ERRORS|FAILURES|warnings summary|Captured .*) (?:=+|-+)|^not ok\b.*#\s*(?:[Tt][Oo][Dd][Oo]|[Ss][Kk][Ii][Pp])/
const zeroCounts =
  /\b(?:0|no|zero) (?:[a-z]+ )?(?:errors?|failures?|failed|warnings?|exceptions?)\b|\b(?:errors?|failures?|failed|warnings?|exceptions?)["']?\s*[=:]\s*0\b/gi

/** Failures that runners log at the level of information: Maven's and Mozilla's. */
const surelyError = /^\[INFO\] BUILD FAILURE|\bTEST-UNEXPECTED-/

/** A level word where loggers put it: first on the line, behind a time or a bracket, or before a separator. */
const levelWord = '(ERROR|FATAL|CRITICAL|SEVERE|PANIC|EMERG|WARNING|WARN|INFO|DEBUG|TRACE|NOTICE|VERBOSE)'
const level = new RegExp(
  String.raw`(?:^[^A-Za-z]*|[\d\])|>}]Z? *[-:]? *|[[(<|] *)${levelWord}(?=[\s\])>|:,-]|$)|\s${levelWord}(?= - |: |:$| {2}|\t| ?[|[\](])`,
)
/** npm, GitHub's and Azure's commands, Taskcluster, glog. */
const toolLevel =
  /^npm (ERR|error|warn)|^(?:##\[|::)(error|warning|debug|group|endgroup)\b|^\[(?:[a-z-]+:)?(error|fatal|warn|warning|info|debug)\]|^([EWFI])\d{4} \d\d:\d\d:/i
const fieldLevel = /(?:^|[\s{,])(?:"(?:level|severity|log\.level)"\s*:\s*"?|(?:level|lvl|severity)=["']?)([a-z]+|[1-6]0)\b/i

/** Behind these a message begins: the line itself, a place, a tool, a time in brackets. */
const lead = String.raw`(?:^\s*|: |[\])>] ?|^\S+ )`
const errorPatterns: readonly RegExp[] = [
  new RegExp(
    `${lead}(?:fatal |internal |syntax |compile |runtime |uncaught |unhandled ){0,3}error(?:\\[\\w+\\]| [A-Z]{1,4}\\d+)?:(?!:)`,
    'i',
  ),
  new RegExp(
    `${lead}(?:Uncaught |Unhandled |Caused by: |thrown: )?(?:[\\w$]{1,60}[.:\\\\/]){0,8}[\\w$]{0,80}(?:Error|Exception|Failure)(?::|$| \\[)`,
  ),
  /^\s*(?:\S+: )?(?:fatal|panic|fatal error): /i,
  /^(?:\s*|.*\| )Traceback \(most recent call last\)|^\s*Exception in thread |thread '.*' panicked at|^\s*(?:unhandled|uncaught) (?:exception|rejection|promise)/i,
  /^E {3,}\S|^E: \S|^\s*(?:FAIL|FAILED|FAILURE)(?:[:\s(!]|$)|^\s*(?:--- FAIL|not ok\b|BUILD FAILED|test .* \.\.\. FAILED)|\.\.\. ?(?:FAIL|ERROR)$|^\S.* (?:FAILED|ERROR)(?:\s+\[ *\d+%\])?$/,
  /^\s*(?:✕|✗|✖|×|●) \S/,
  /^\S+\.go:\d+:\d+: |: undefined reference to |: command not found$|^make(?:\[\d+\])?: \*\*\* |^\s+\d+:\d+\s+error\s+\S|\berror TS\d+:/,
  /Segmentation fault|\(core dumped\)|^Aborted\b|^Killed$|Permission denied$|returned non-zero exit status|exit(?:ed with)? (?:code|status) [1-9]/,
  /(?:^|[\s,(=])[1-9]\d* (?:errors?|failures?|failed|exceptions?)\b|\b(?:errors|failures)=[1-9]/,
]
const warningPatterns: readonly RegExp[] = [
  new RegExp(`${lead}(?:warning|warn)(?:\\[\\w+\\]| [A-Z]{1,4}\\d+)?:`, 'i'),
  new RegExp(`${lead}(?:[\\w$]{1,60}\\.){0,8}\\w{0,80}Warning:`),
  /^W: \S|^\s+\d+:\d+\s+warning\s+\S|^\s*⚠|^\(!\) |^warning /i,
  /(?:^|[\s,(=])[1-9]\d* warnings?\b/,
]

function markOfLevel(word: string): LogMark | null {
  if (/^(?:warn|w$|40)/i.test(word)) return 'warning'
  return /^(?:err|eror|e$|f$|fatal|crit|severe|panic|emerg|[56]0)/i.test(word) ? 'error' : null
}

function levelOf(line: string): string | undefined {
  const matches = [level.exec(line.slice(0, 160)), toolLevel.exec(line), fieldLevel.exec(line)]
  return matches.flatMap((match) => match?.slice(1) ?? []).find((word) => word !== undefined)
}

/**
 * What a log line reports, or null. `text` is the line as it stands in the file, terminal codes and all; of a line that a
 * progress bar overwrote, the last state counts.
 */
export function markLine(text: string): LogMark | null {
  let line = text.length > judgedLength ? text.slice(0, judgedLength) : text
  if (!candidate.test(line)) return null
  if (line.includes('\r')) line = line.split('\r').findLast((state) => state.trim() !== '') ?? ''
  line = withoutTerminalCodes(line)
  if (harmless.test(line)) return null
  line = line.replace(zeroCounts, '')
  if (surelyError.test(line)) return 'error'
  const word = levelOf(line)
  if (word !== undefined) return markOfLevel(word)
  if (errorPatterns.some((pattern) => pattern.test(line))) return 'error'
  return warningPatterns.some((pattern) => pattern.test(line)) ? 'warning' : null
}
