// Lines of logs as they are typed for an export: `120-180 200`.
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type PageRequest } from '../../../shared/review-page/review-page.ts'
import { type Destination } from '../../state/route.ts'
import { parseLinePlace, readLineRange } from '../../viewers/lines/line-place.ts'

/** The ranges, or undefined for text that is none. No text is no range. */
export function readLogLines(uri: string, typed: string): PageRequest['logLines'] | undefined {
  const words = typed.split(/[;\s]+/).filter((word) => word !== '')
  const ranges = words.map(readLineRange)
  return ranges.every((range) => range !== undefined) ? ranges.map((range) => ({ uri, ...range })) : undefined
}

/** The lines of a log that are chosen in the window. */
export function chosenLines({ record }: Artifact, to: Destination): string {
  if (to.at !== 'artifact' || to.specName !== record.specName || to.taskId !== record.taskId) return ''
  if (to.version !== record.version || to.name !== record.name) return ''
  const range = parseLinePlace(to.place)
  return range === undefined ? '' : range.first === range.last ? String(range.first) : `${range.first}-${range.last}`
}
