// Which folds are closed: as the log asks, as the reader chose, and never over what the reader was brought to.
import { type FoldList, type Group } from './fold-list.ts'
import { HiddenRows } from './hidden-rows.ts'
import { type Repeat } from './repeat-scan.ts'

export interface FoldChoice {
  all: 'as-found' | 'folded' | 'open'
  /** By their first row, folds that the reader opened or closed; true is closed. */
  chosen: ReadonlyMap<number, boolean>
  /** Rows the reader was brought to last: folds found later do not hide them. */
  seen: readonly number[]
}

const mostSeen = 64

export const asFound: FoldChoice = { all: 'as-found', chosen: new Map(), seen: [] }

/** A fold as its first row shows it. */
export type Fold =
  | { kind: 'group'; head: number; firstHidden: number; end: number; errors: number; isFolded: boolean }
  | { kind: 'repeat'; head: number; firstHidden: number; end: number; unit: number; isFolded: boolean }

function isClosed({ all, chosen, seen }: FoldChoice, head: number, firstHidden: number, end: number, isByDefault: boolean): boolean {
  const choice = chosen.get(head)
  if (choice !== undefined) return choice
  if (all !== 'as-found') return all === 'folded'
  return isByDefault && !seen.some((row) => row >= firstHidden && row < end)
}

function groupFold(group: Group, choice: FoldChoice): Fold | undefined {
  const { head, end, errors } = group
  if (end === undefined || end <= head + 1) return undefined
  return { kind: 'group', head, firstHidden: head + 1, end, errors, isFolded: isClosed(choice, head, head + 1, end, group.isFolded) }
}

function repeatFold({ head, unit, end }: Repeat, choice: FoldChoice): Fold {
  return { kind: 'repeat', head, firstHidden: head + unit, end, unit, isFolded: isClosed(choice, head, head + unit, end, true) }
}

/** The fold that begins with a row. */
export function foldAt(list: FoldList, choice: FoldChoice, row: number): Fold | undefined {
  const group = list.groups[list.groupBefore(row)]
  if (group?.head === row) return groupFold(group, choice)
  const repeat = list.repeat(list.repeatBefore(row))
  return repeat?.head === row ? repeatFold(repeat, choice) : undefined
}

/** Every fold that a row belongs to, the innermost first. */
export function foldsAround(list: FoldList, choice: FoldChoice, row: number): Fold[] {
  const folds: Fold[] = []
  const repeat = list.repeat(list.repeatBefore(row))
  if (repeat !== undefined && row < repeat.end) folds.push(repeatFold(repeat, choice))
  for (let at: number | undefined = list.groupBefore(row); at !== undefined; at = list.groups[at]?.parent) {
    const group = list.groups[at]
    const fold = group === undefined ? undefined : groupFold(group, choice)
    if (fold !== undefined && row < fold.end) folds.push(fold)
  }
  return folds
}

export function hideFolded(list: FoldList, choice: FoldChoice): HiddenRows {
  const hidden = new HiddenRows()
  let group = 0
  let repeat = 0
  let shownFrom = 0
  for (;;) {
    const nextGroup = list.groups[group]
    const nextRepeat = list.repeat(repeat)
    if (nextGroup === undefined && nextRepeat === undefined) return hidden
    const isGroup = nextRepeat === undefined || (nextGroup !== undefined && nextGroup.head <= nextRepeat.head)
    const fold = isGroup ? nextGroup && groupFold(nextGroup, choice) : repeatFold(nextRepeat, choice)
    if (isGroup) group++
    else repeat++
    if (fold === undefined || fold.head < shownFrom || !fold.isFolded) continue
    hidden.push(fold.firstHidden, fold.end)
    shownFrom = fold.end
  }
}

/** The choice after a row has been brought on screen: nothing hides it, now or later. */
export function withSeen(list: FoldList, choice: FoldChoice, row: number): FoldChoice {
  const closed = foldsAround(list, choice, row).filter((fold) => fold.isFolded && row >= fold.firstHidden)
  if (closed.length === 0 && choice.seen.includes(row)) return choice
  const chosen = new Map(choice.chosen)
  for (const { head } of closed) chosen.set(head, false)
  return { ...choice, chosen, seen: [...choice.seen, row].slice(-mostSeen) }
}
