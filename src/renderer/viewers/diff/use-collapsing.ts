import { useCallback, useMemo, useState } from 'react'
import { type DiffState } from './diff-reader.ts'
import { collapseReason } from './model/collapse-reason.ts'
import { type DiffFile } from './model/diff-file.ts'
import { type DiffModel } from './model/diff-model.ts'

/** Messages longer than this are folded; their subject stays. */
const longMessage = 40

const none: ReadonlyMap<number, string> = new Map()

export interface Collapsing {
  isCollapsed: (file: DiffFile) => boolean
  reasonOf: (file: DiffFile) => string | undefined
  toggle: (file: DiffFile) => void
  expand: (file: DiffFile) => void
  setAll: (isCollapsed: boolean) => void
}

/** Looks at each file once, when it is whole. */
class CollapseWatch {
  #files = 0
  #reasons = new Map<number, string>()

  look(model: DiffModel, isRead: boolean): ReadonlyMap<number, string> {
    // The last file may still grow.
    const end = isRead ? model.files.length : model.files.length - 1
    const before = this.#reasons.size
    for (; this.#files < end; this.#files++) {
      const file = model.files[this.#files]
      const reason = file === undefined ? undefined : collapseReason(file, model)
      if (reason !== undefined) this.#reasons.set(this.#files, reason)
    }
    if (this.#reasons.size !== before) this.#reasons = new Map(this.#reasons)
    // A lone file is what the reader came for.
    return model.files.filter(({ kind }) => kind === 'file').length < 2 ? none : this.#reasons
  }
}

/** Which files are folded: at first those with a reason to be, then as the reader likes. */
export function useCollapsing({ model, reading }: DiffState): Collapsing {
  const [choices, setChoices] = useState<ReadonlyMap<number, boolean>>(new Map())
  const [watch] = useState(() => new CollapseWatch())
  const isRead = reading.state === 'read'
  const reasons = useMemo(() => watch.look(model, isRead), [watch, model, isRead])
  const isFoldedAtFirst = useCallback(
    (file: DiffFile) =>
      reasons.has(file.index) ||
      (file.kind === 'message' && file.endRow - file.firstRow > longMessage && model.files[file.index + 1]?.kind === 'file'),
    [reasons, model],
  )
  const isCollapsed = useCallback((file: DiffFile) => choices.get(file.index) ?? isFoldedAtFirst(file), [choices, isFoldedAtFirst])
  const choose = useCallback((file: DiffFile, isFolded: boolean) => setChoices((old) => new Map(old).set(file.index, isFolded)), [])
  return {
    isCollapsed,
    reasonOf: useCallback((file: DiffFile) => reasons.get(file.index), [reasons]),
    toggle: useCallback((file: DiffFile) => choose(file, !isCollapsed(file)), [choose, isCollapsed]),
    expand: useCallback((file: DiffFile) => choose(file, false), [choose]),
    setAll: (isFolded) => setChoices(new Map(model.files.map((file) => [file.index, isFolded]))),
  }
}
