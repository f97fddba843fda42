// What to say of a failure when the source has only one text for it.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'

const textRead = 16_000

/** The first lines of a failure's text, up to the stack. */
export function messageFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const lines = withoutTerminalCodes(text.slice(0, textRead)).trim().split('\n')
  const stack = lines.findIndex((line, index) => index > 0 && /^\s+at |^\s*File "/.test(line))
  return lines
    .slice(0, Math.min(stack > 0 ? stack : lines.length, 12))
    .join('\n')
    .trimEnd()
}
