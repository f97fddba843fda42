// The folds of a log, found while its rows stream: groups, and repeats within them.
import { type LogMark } from '../../../../shared/log-marks.ts'
import { isBuildkite, mayHaveGroups, parseGroupMark } from './group-mark.ts'
import { type GroupEnd, GroupScan, type GroupStart } from './group-scan.ts'
import { lineShape } from './line-shape.ts'
import { type Repeat, RepeatScan } from './repeat-scan.ts'

/** What is new about the folds of a log. */
export interface FoundFolds {
  repeats: Repeat[]
  started: GroupStart[]
  ended: GroupEnd[]
}

export class FoldScan {
  readonly #groups = new GroupScan()
  readonly #repeats = new RepeatScan(0)
  #hasHeadings = false
  #row = 0

  /** Rows in order. `raw` are the lines as they lie; undefined when they have no marks, as rows that a terminal's cursor wrote. */
  read(rows: readonly { text: string; reports: LogMark | null }[], raw: string | undefined): FoundFolds {
    const found: FoundFolds = { repeats: [], started: [], ended: [] }
    this.#hasHeadings ||= raw !== undefined && isBuildkite.test(raw)
    const lines = raw !== undefined && mayHaveGroups.test(raw) ? raw.split('\n') : undefined
    for (const [index, { text, reports }] of rows.entries()) {
      const line = lines?.[index]
      const mark = line === undefined ? undefined : parseGroupMark(line, this.#hasHeadings)
      const group = this.#groups.add(this.#row, mark, reports)
      if (group.started !== undefined) found.started.push(group.started)
      found.ended.push(...group.ended)
      // A run goes neither over the edge of a group nor from what is fine to what is not.
      if (mark !== undefined) pushSome(found.repeats, this.#repeats.skip())
      else pushSome(found.repeats, this.#repeats.add(lineShape(text) + (reports === null ? 0 : reports === 'error' ? 1 : 2)))
      this.#row++
    }
    return found
  }

  /** Runs and groups that go on, as far as they have come. */
  running(): FoundFolds {
    const repeat = this.#repeats.current()
    return { repeats: repeat === undefined ? [] : [repeat], started: [], ended: this.#groups.running(this.#row) }
  }
}

function pushSome<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item)
}
