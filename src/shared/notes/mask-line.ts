import { withoutTerminalCodes } from '../terminal-text.ts'

const varying = [
  // 2026-11-21T08:00:00.123Z, 2026/11/21 08:00:00,123 +0100
  /\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z| ?[+-]\d\d:?\d\d)?/g,
  /\b\d\d:\d\d:\d\d(?:[.,]\d+)?/g,
  /\b\d+(?:[.,]\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds|min|minutes)\b/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b0x[0-9a-f]+\b/gi,
  // Hashes: hex with a digit in it.
  /\b(?=[a-f]*\d)[0-9a-f]{7,64}\b/g,
  /\/tmp\/[^\s:'")]+/g,
] as const

/** A line of a log without what differs from run to run though nothing changed: colours, times, durations, ids, temporary paths. */
export function maskLine(line: string): string {
  let masked = withoutTerminalCodes(line).trim()
  for (const pattern of varying) masked = masked.replace(pattern, '·')
  return masked
}
