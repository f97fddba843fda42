// Compares what two patches make of the same files, from the patches alone.
import { type InterdiffFile, type InterdiffProblem } from '../../../shared/comparison/interdiff.ts'
import { type FileChange, followFile, isSameBlob, isSameFile, joinFiles, reverseFile } from './file-change.ts'
import { outcomeOf } from './patch-outcome.ts'
import { readPatch } from './patch-reader.ts'
import { writeFile } from './patch-writer.ts'

export interface InterdiffedFile extends InterdiffFile {
  /**
   * This file's part of the patch that leads from the first result to the second, as git writes it; context reaches no further
   * than the lines that the two patches show. Empty where the file is the same or the difference cannot be told.
   */
  patch: Uint8Array
}

/**
 * The files of two patches that were made from the same version, in the order of their paths: those that only one of them
 * changes, those that both leave the same, and those that they leave different, with the difference. Renames are followed,
 * and the commits of a mailbox are taken together. All parts that have a `patch`, one after another, lead from the tree that
 * the first patch leaves to the one that the second leaves. Lines outside the hunks of both are unknown, and the same in both.
 */
export function interdiff(first: Uint8Array, second: Uint8Array): InterdiffedFile[] {
  const [before, after] = [outcomeOf(readPatch(first)), outcomeOf(readPatch(second))]
  const sides = [pairRenames(before, after), pairRenames(after, before)] as const
  const files: InterdiffedFile[] = []
  for (const [one, other] of pairs(...sides)) {
    if (other === undefined) {
      if (one !== undefined) files.push(lonely('only-first', one, reverseFile(one)))
    } else files.push(one === undefined ? lonely('only-second', other, other) : both(one, other))
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** A file that one side renames and the other deletes and makes anew under that name: a rename on both sides. */
function pairRenames(changes: readonly FileChange[], others: readonly FileChange[]): FileChange[] {
  const renames = new Map<string, string>()
  for (const { old, new: now, isCopy } of others) if (old && now && !isCopy && old.path !== now.path) renames.set(now.path, old.path)
  const deleted = new Map(changes.flatMap((change) => (change.new === undefined && change.old ? [[change.old.path, change] as const] : [])))
  const used = new Set<FileChange>()
  const paired = changes.map((change) => {
    const source = change.old === undefined ? deleted.get(renames.get(change.new?.path ?? '') ?? '') : undefined
    if (source === undefined || used.has(source)) return change
    used.add(source)
    return followFile(source, change)
  })
  return paired.filter((change) => !used.has(change))
}

/** The place that both sides' changes start from: the old path, or the new one of a file that was not there. */
const startOf = ({ old, new: now, isCopy }: FileChange) => (old === undefined || isCopy ? `+${now?.path ?? ''}` : `-${old.path}`)

function* pairs(first: readonly FileChange[], second: readonly FileChange[]): Generator<[FileChange | undefined, FileChange | undefined]> {
  const partners = new Map(second.map((change) => [startOf(change), change]))
  const lone: FileChange[] = []
  for (const change of first) {
    const partner = partners.get(startOf(change))
    if (partner === undefined) lone.push(change)
    else yield [change, partner]
    partners.delete(startOf(change))
  }
  // Both may leave a file of one name that did not start from the same file.
  const results = new Map(
    [...partners.values()].flatMap((change) => (change.new === undefined ? [] : [[change.new.path, change] as const])),
  )
  for (const change of lone) {
    const partner = results.get(change.new?.path ?? '')
    if (partner !== undefined) partners.delete(startOf(partner))
    yield [change, partner]
  }
  for (const change of partners.values()) yield [undefined, change]
}

const nothing = new Uint8Array(0)

function described(one: FileChange | undefined, other: FileChange | undefined): Omit<InterdiffedFile, 'state'> {
  const [firstPath, secondPath] = [one?.new?.path, other?.new?.path]
  return {
    path: secondPath ?? firstPath ?? one?.old?.path ?? other?.old?.path ?? '',
    ...(firstPath === undefined ? {} : { firstPath }),
    ...(secondPath === undefined ? {} : { secondPath }),
    insertions: 0,
    deletions: 0,
    basesDiffer: isSameBlob(one?.old, other?.old) === false,
    patch: nothing,
  }
}

/** What `difference` amounts to; its lines are known, or it is binary. */
function written(difference: FileChange): Pick<InterdiffedFile, 'insertions' | 'deletions' | 'patch'> {
  const { text, insertions, deletions } = writeFile(difference)
  return { insertions, deletions, patch: Buffer.from(text, 'latin1') }
}

function lonely(state: 'only-first' | 'only-second', change: FileChange, difference: FileChange): InterdiffedFile {
  // The other patch leaves this file where and as it was.
  const untouched = { ...change, new: change.isCopy ? undefined : change.old }
  const file = { ...(state === 'only-first' ? described(change, untouched) : described(untouched, change)), state, basesDiffer: false }
  const { opaque } = difference
  return opaque === undefined || opaque === 'binary' ? { ...file, ...written(difference) } : { ...file, problem: { code: opaque } }
}

function both(one: FileChange, other: FileChange): InterdiffedFile {
  const file = described(one, other)
  const impossible = (problem: InterdiffProblem): InterdiffedFile => ({ ...file, state: 'impossible', problem })
  const hasSameResult = one.new === undefined ? other.new === undefined : isSameBlob(one.new, other.new) === true && isSamePlace(one, other)
  if (hasSameResult) return { ...file, state: 'same' }
  if (startOf(one) !== startOf(other) || one.old?.path !== other.old?.path) return impossible({ code: 'different-base' })
  const { file: difference, conflictAt } = joinFiles(one, other)
  const opaque = [one.opaque, other.opaque].find((reason) => reason !== undefined && reason !== 'binary')
  if (opaque !== undefined) return impossible({ code: opaque })
  if (one.opaque !== undefined || other.opaque !== undefined) {
    if (one.binaryData !== '' && one.binaryData === other.binaryData && isSamePlace(one, other)) return { ...file, state: 'same' }
    const areDifferent =
      one.opaque !== other.opaque || isSameBlob(one.new, other.new) === false || (one.new === undefined) !== (other.new === undefined)
    if (difference === undefined || !areDifferent) return impossible({ code: 'binary' })
    return { ...file, ...written({ ...difference, opaque: 'binary' }), state: 'changed' }
  }
  if (difference === undefined) return impossible({ code: 'context-conflict', line: conflictAt + 1 })
  return isSameFile(difference) ? { ...file, state: 'same' } : { ...file, ...written(difference), state: 'changed' }
}

function isSamePlace(one: FileChange, other: FileChange): boolean {
  return (
    one.new?.path === other.new?.path && (one.new?.mode === undefined || other.new?.mode === undefined || one.new.mode === other.new.mode)
  )
}
