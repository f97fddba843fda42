// The text of many lines at once without their terminal codes, line for line what `resolveLine` shows of each.
import { hasControls } from './terminal-codes.ts'
import { resolveLine } from './terminal-line.ts'
import { defaultStyle } from './text-style.ts'

// oxlint-disable-next-line no-control-regex -- everything that is not shown as it is
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/
const colorCode = /\x1b\[[0-9:;]*m/g // oxlint-disable-line no-control-regex -- SGR

export function visibleText(lines: string): string {
  if (!control.test(lines)) return lines
  const plain = withoutCarriageReturns(lines).replace(colorCode, '')
  if (!control.test(plain)) return plain
  return plain
    .split('\n')
    .map((line) => (hasControls(line) ? resolveLine(line, defaultStyle).text : line))
    .join('\n')
}

/** Lines as they lie, but for the carriage return that is part of a Windows line end. */
export function withoutCarriageReturns(lines: string): string {
  return lines.includes('\r') ? lines.replace(/\r(?=\n|$)/g, '') : lines
}
