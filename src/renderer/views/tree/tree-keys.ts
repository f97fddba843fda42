// The keys of the tree, as long as the keyboard is in it.
import { type KeyboardEvent } from 'react'
import { type RowFocus } from '../../ui/rows/row-focus.ts'
import { moveInTree, type TreeRow } from './tree-rows.ts'

interface Tree {
  rows: readonly TreeRow[]
  focus: RowFocus
  toggle: (specName: string, isOpen: boolean) => void
}

/** True when the key was the tree's. */
export function pressInTree(event: KeyboardEvent, { rows, focus, toggle }: Tree): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const { activeIndex, focusRow } = focus
  const leave = (key: 'ArrowLeft' | 'ArrowRight') => {
    const step = moveInTree(rows, activeIndex, key)
    if (step.move === 'to') focusRow(step.index)
    else if (step.move !== 'none') toggle(step.specName, step.move === 'open')
  }
  const actions: Record<string, () => void> = {
    ArrowDown: () => focusRow(activeIndex + 1),
    j: () => focusRow(activeIndex + 1),
    ArrowUp: () => focusRow(activeIndex - 1),
    k: () => focusRow(activeIndex - 1),
    Home: () => focusRow(0),
    End: () => focusRow(rows.length - 1),
    ArrowLeft: () => leave('ArrowLeft'),
    ArrowRight: () => leave('ArrowRight'),
    o: () => event.target instanceof HTMLElement && event.target.click(),
  }
  const action = actions[event.key]
  action?.()
  return action !== undefined
}
