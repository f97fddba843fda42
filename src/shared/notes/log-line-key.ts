import { withoutTerminalCodes } from '../terminal-text.ts'

const varying = new RegExp(
  [
    // 2026-11-21T08:00:00.123Z, 2026/11/21 08:00:00,123 +0100
    String.raw`\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z| ?[+-]\d\d:?\d\d)?`,
    String.raw`\b\d\d:\d\d:\d\d(?:[.,]\d+)?`,
    String.raw`\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b`,
    String.raw`\b0x[0-9a-fA-F]+\b`,
    String.raw`\b\d+(?:[.,]\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds|min|minutes)\b`,
    // Hashes: hex with a digit in it.
    String.raw`\b(?=[a-f]*\d)[0-9a-f]{7,64}\b`,
    String.raw`/tmp/[^\s:'")]+`,
  ].join('|'),
  'g',
)

/** A line of a log without what differs from run to run though nothing changed: colours, times, durations, ids, temporary paths. */
export function logLineKey(line: string): string {
  return withoutTerminalCodes(line).trim().replace(varying, '·')
}
