import { t } from '../../../../shared/language/translate.ts'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../../ui/controls/Button.tsx'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import styles from './AccessibleDiff.module.css'
import { spokenHunk, spokenLines, type SpokenLine } from './spoken-hunk.ts'

interface AccessibleDiffProps {
  model: DiffModel
  hunks: readonly Block[]
  /** Which of them is read. */
  at: number
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

/** Lines that come at once; a screen reader walks through all of a page. */
const pageLines = 500
const signs = { added: '+', removed: '−', unchanged: ' ' } as const

/** The diff one change at a time, as plain lists that a screen reader can walk: arrows by line, `n` and `p` by change. */
export function AccessibleDiff({ model, hunks, at, onStep, onClose }: AccessibleDiffProps) {
  const hunk = hunks[at]
  return (
    <section className={styles['view']} aria-label={t('Accessible diff')}>
      <header className={styles['bar']}>
        <span className={styles['count']}>
          {hunk === undefined ? t('No changes') : t('Change {at} of {hunks}', { at: at + 1, hunks: hunks.length })}
        </span>
        <IconButton label={t('Previous change')} shortcut="p" onClick={() => onStep(-1)}>
          <ArrowUp />
        </IconButton>
        <IconButton label={t('Next change')} shortcut="n" onClick={() => onStep(1)}>
          <ArrowDown />
        </IconButton>
        <IconButton label={t('Back to the diff')} shortcut="Esc" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {hunk === undefined ? (
        <p className={styles['none']}>{t('This diff has no changed lines to read.')}</p>
      ) : (
        <Hunk
          key={hunk.firstRow}
          model={model}
          hunk={hunk}
          title={t('Change {at} of {hunks}: {hunk}', { at: at + 1, hunks: hunks.length, hunk: spokenHunk(model, hunk) })}
        />
      )}
    </section>
  )
}

const itemsOf = (list: HTMLElement | null) => Array.from(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])

function Hunk({ model, hunk, title }: { model: DiffModel; hunk: Block; title: string }) {
  const list = useRef<HTMLUListElement>(null)
  const [most, setMost] = useState(pageLines)
  const lines = useMemo(() => spokenLines(model, hunk, most), [model, hunk, most])
  const left = hunk.endRow - hunk.firstRow - 1 - lines.length

  // What gets the focus is what is read out.
  useEffect(() => itemsOf(list.current)[0]?.focus(), [])

  const press = (event: KeyboardEvent) => {
    const all = itemsOf(list.current)
    const here = all.findIndex((item) => item === document.activeElement)
    const to: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, j: here + 1, k: here - 1, Home: 0, End: all.length - 1 }
    const next = to[event.key]
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    all[Math.max(0, Math.min(all.length - 1, next))]?.focus()
  }
  return (
    // The keys are those of the lines, one of which has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="group" aria-label={t('Change')} className={styles['lines']} data-row-list onKeyDown={press}>
      <ul ref={list} aria-label={t('Lines of this change')}>
        <li tabIndex={-1} data-line className={styles['title']}>
          {title}
        </li>
        {lines.map((line) => (
          <Line key={line.row} line={line} />
        ))}
      </ul>
      {left > 0 && (
        <Button onClick={() => setMost(most + pageLines)}>{t('Show more of the {lines} left', { lines: plural(left, 'line') })}</Button>
      )}
    </div>
  )
}

function Line({ line: { kind, oldLine, newLine, text, label } }: { line: SpokenLine }) {
  return (
    <li tabIndex={-1} data-line data-kind={kind} aria-label={label} className={styles['line']}>
      <span aria-hidden className={styles['number']}>
        {oldLine === 0 ? '' : oldLine}
      </span>
      <span aria-hidden className={styles['number']}>
        {newLine === 0 ? '' : newLine}
      </span>
      <span aria-hidden>{signs[kind]}</span>
      <span aria-hidden className={styles['text']}>
        {text}
      </span>
    </li>
  )
}
