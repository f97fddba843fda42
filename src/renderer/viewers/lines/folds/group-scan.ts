// Follows the groups of a log, nested or not, while its rows stream.
import { type LogMark } from '../../../../shared/log-marks.ts'
import { type GroupFamily, type GroupMark } from './group-mark.ts'

/** A group as it begins; its end is told by its number, which counts groups from 0. */
export interface GroupStart {
  head: number
  isFolded: boolean
  /** Number of the group around it. */
  parent: number | undefined
}

export interface GroupEnd {
  group: number
  /** The row after its last one. */
  end: number
  errors: number
  isFolded: boolean
}

interface OpenGroup extends GroupStart {
  group: number
  family: GroupFamily
  name: string
  errorsBefore: number
}

export class GroupScan {
  readonly #open: OpenGroup[] = []
  #groups = 0
  #errors = 0

  /** One row; `mark` is what it says about groups, `reports` whether it tells of an error. */
  add(row: number, mark: GroupMark | undefined, reports: LogMark | null): { started: GroupStart | undefined; ended: GroupEnd[] } {
    if (reports === 'error') this.#errors++
    if (mark === undefined) return { started: undefined, ended: [] }
    switch (mark.kind) {
      case 'close': {
        const at = this.#open.findLastIndex(({ family, name }) => family === mark.family && name === mark.name)
        return { started: undefined, ended: at === -1 ? [] : this.#closeTo(at, row + 1, row) }
      }
      case 'show': {
        const running = this.#open.findLast(({ family }) => family === 'heading')
        if (running !== undefined) running.isFolded = false
        return { started: undefined, ended: [] }
      }
      case 'open': {
        const before = mark.family === 'heading' ? this.#open.findIndex(({ family }) => family === 'heading') : -1
        const ended = before === -1 ? [] : this.#closeTo(before, row, row)
        const { family, name, isFolded } = mark
        const started = { head: row, isFolded, parent: this.#open.at(-1)?.group }
        this.#open.push({ ...started, group: this.#groups++, family, name, errorsBefore: this.#errors - (reports === 'error' ? 1 : 0) })
        return { started, ended }
      }
    }
  }

  /** Groups that have no end yet, as if they ended here: what ran last stays open. */
  running(end: number): GroupEnd[] {
    return this.#open.map(({ group, errorsBefore }) => ({ group, end, errors: this.#errors - errorsBefore, isFolded: false }))
  }

  /** Ends a group, and those inside it, which have no end of their own, before the row. */
  #closeTo(at: number, end: number, innerEnd: number): GroupEnd[] {
    return this.#open.splice(at).map(({ group, errorsBefore, isFolded }, index) => {
      const errors = this.#errors - errorsBefore
      // What went wrong is not hidden at first.
      return { group, end: index === 0 ? end : innerEnd, errors, isFolded: isFolded && errors === 0 }
    })
  }
}
