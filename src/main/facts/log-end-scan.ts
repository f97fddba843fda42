// How a log ends: whether it says what its run came to, or was cut off.
import { type LogEnd } from '../../shared/facts.ts'
import { withoutTerminalCodes } from '../../shared/terminal-text.ts'

/** What stands further up is about something else than the end. */
const endLines = 40
const judgedLength = 400

const exitCode =
  /\b(?:return|exit)(?:ed)?(?: with)?[ -]?(?:code|status)(?: of)?\s*[:=]?\s*(-?\d{1,3})\b|\bexited with (-?\d{1,3})\b|^\[exit:? (-?\d{1,3})\]/i
const stopped =
  /^\s*(?:Killed|Terminated|Alarm clock)\b(?!.*:\s*\d)|\btimed out after \d|>>>>> Tests Timed Out|\bsignal: (?:killed|terminated)|\bOOMKilled\b|\bout of memory\b|\b(?:log|output)\b.{0,20}\btruncated\b|^\s*(?:\[|\.\.\. ?)truncated|\bKeyboardInterrupt\b|\bjob was cancell?ed\b|\bcontext deadline exceeded\b|\(core dumped\)/i

export class LogEndScan {
  private exit: { line: number; code: number } | undefined
  private stop: { line: number; text: string } | undefined
  private lines = 0

  line(raw: string): void {
    this.lines++
    if (!/cod|status|exit|kill|terminat|alarm|time|signal|memory|trunc|interrupt|cancel|deadline|dumped/i.test(raw)) return
    const text = withoutTerminalCodes(raw.slice(0, judgedLength))
    const code = exitCode
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined)
    if (code !== undefined) this.exit = { line: this.lines, code: Number(code) }
    if (stopped.test(text)) this.stop = { line: this.lines, text: text.trim().slice(0, 200) }
  }

  /** `hasSummary`: a test runner's summary stands in the log. */
  end({ endsInLine, hasSummary }: { endsInLine: boolean; hasSummary: boolean }): LogEnd {
    const isNear = (line: number) => line > this.lines - endLines
    const exit = this.exit !== undefined && isNear(this.exit.line) ? this.exit : undefined
    const code = { exitCode: exit?.code ?? null }
    if (this.stop !== undefined && isNear(this.stop.line)) return { ...code, state: 'stopped', line: this.stop.line, text: this.stop.text }
    const place = { line: exit?.line ?? (this.lines > 0 ? this.lines : null), text: null }
    if (exit !== undefined || hasSummary) return { ...code, ...place, state: 'complete' }
    return { ...code, ...place, state: endsInLine ? 'mid-line' : 'silent' }
  }
}
