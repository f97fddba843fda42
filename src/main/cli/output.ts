// Data goes to stdout, words and progress to stderr.
import { type ArtifactRecord, formatRecord } from '../../shared/artifact.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { formatBytes } from '../../shared/bytes.ts'
import { type Facts } from '../../shared/facts.ts'
import { renameKeys, snakeCase } from '../../shared/json-names.ts'
import { formatMinute } from '../../shared/moment.ts'
import { type Progress } from '../../shared/progress.ts'

/** One JSON object on its line. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Text of several lines as it is, which ends its own last line. */
export function printText(text: string): void {
  process.stdout.write(text)
}

// Terminals act on control characters, and names can be anything.
// oxlint-disable-next-line no-control-regex -- these are what must not get through
const printable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD')

export function printLine(text: string): void {
  process.stdout.write(`${printable(text)}\n`)
}

export function printNote(text: string): void {
  process.stderr.write(`${printable(text)}\n`)
}

/** `1 artifact`, `2 artifacts` */
export const countArtifacts = (count: number): string => (count === 1 ? '1 artifact' : `${count} artifacts`)

/** `spec/task  v2  diff  12.3 KB  2026-11-21 08:00  name` */
export function formatArtifactLine({ specName, taskId, version, type, originalSize, createdAt, name }: ArtifactRecord): string {
  const columns = [
    formatMinute(createdAt),
    formatBytes(originalSize).padStart(8),
    type.padEnd(4),
    `${specName}/${taskId}`,
    `v${version}`,
    name,
  ]
  return columns.join('  ')
}

/** Facts as `--json` prints them, in snake_case; their type stands beside them. */
export function formatFacts(facts: Facts | null): unknown {
  if (facts === null) return null
  const { type: _type, ...rest } = facts
  return renameKeys(rest, snakeCase)
}

/** As `formatArtifactLine`, with a word about its damage. */
export function formatFoundLine({ record, damage }: Artifact): string {
  return damage === undefined ? formatArtifactLine(record) : `${formatArtifactLine(record)}  ${damage.status}: ${damage.reason}`
}

/** A record as [S3] spells it, with its facts, and the damage that was found last. */
export function formatArtifact({ record, facts, damage }: Artifact): Record<string, unknown> {
  return { ...formatRecord(record), facts: formatFacts(facts), ...(damage === undefined ? {} : { damage }) }
}

/** Shows progress in place, when somebody is looking. */
export async function showProgress<T>(steps: AsyncGenerator<Progress, T>): Promise<T> {
  const { stderr } = process
  let shownAt = 0
  for (;;) {
    const step = await steps.next()
    if (step.done === true) {
      if (stderr.isTTY && shownAt > 0) stderr.write('\r\u001b[K')
      return step.value
    }
    if (stderr.isTTY && performance.now() - shownAt > 100) {
      shownAt = performance.now()
      const { done, total, bytes } = step.value
      stderr.write(`\r\u001b[K${done}${total === null ? '' : ` of ${total}`}${bytes === undefined ? '' : ` · ${formatBytes(bytes)}`}`)
    }
  }
}
