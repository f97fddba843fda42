import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { type KeyedTest } from './keyed-test.ts'

/** A test as text to paste elsewhere: what it is called, where it stands, how it ended and what it said. */
export function formatTestText({ key, test }: KeyedTest): string {
  const place = test.file === undefined ? undefined : `${test.file}${test.line === undefined ? '' : `:${test.line}`}`
  const said = [test.message, test.trace === test.message ? undefined : test.trace, test.output]
  return [`${test.status}: ${key}`, place, ...said]
    .filter((part) => part !== undefined && part.trim() !== '')
    .map((part) => withoutTerminalCodes(part ?? '').trimEnd())
    .join('\n\n')
    .concat('\n')
}
