// Copying rows, however many of them are on screen.
import { t } from '../../../../shared/language/translate.ts'
import { type ClipboardEvent, useEffect, useMemo, useRef } from 'react'
import { plural } from '../../../ui/words/plural.ts'
import { say, sayFailure } from '../../../ui/notices/toasts.ts'
import { type LineQuestion } from '../document/line-messages.ts'
import { type LineRange } from '../line-place.ts'
import { type LineSource } from '../document/line-source.ts'
import { isEmptySelection, type RowSelection, selectionEnds } from './row-selection.ts'
import { type RowView } from '../shown-row.ts'

type TextQuestion = Extract<LineQuestion, { ask: 'text' | 'line-text' }>

interface RowCopyOptions {
  source: LineSource
  view: RowView
  selection: RowSelection | undefined
  /** Copied when nothing is selected. */
  marked: LineRange | undefined
}

const mostRows = 200_000
const settleMs = 60

/** The handler of the copy event. */
export function useRowCopy({ source, view, selection, marked }: RowCopyOptions): (event: ClipboardEvent) => void {
  const question = useMemo(() => chosenText(view, selection, marked), [view, selection, marked])
  // A copy event takes text only at once, so it is fetched when something is selected, not when it is copied.
  const ready = useRef<{ of: TextQuestion; text: string } | undefined>(undefined)
  useEffect(() => {
    ready.current = undefined
    if (question === undefined || rowsOf(question) > mostRows) return undefined
    const fetchText = async () => {
      ready.current = { of: question, text: await source.ask(question) }
    }
    const wait = setTimeout(() => void fetchText(), settleMs)
    return () => clearTimeout(wait)
  }, [question, source])
  return (event) => {
    if (question === undefined) return
    event.preventDefault()
    if (rowsOf(question) > mostRows) say(t('That is more than {lines}; download it instead.', { lines: plural(mostRows, 'line') }))
    else if (ready.current?.of === question) event.clipboardData.setData('text/plain', ready.current.text)
    else void copyLater(source, question)
  }
}

function chosenText(view: RowView, selection: RowSelection | undefined, marked: LineRange | undefined): TextQuestion | undefined {
  if (selection !== undefined && !isEmptySelection(selection)) return { ask: 'text', view, ...selectionEnds(selection) }
  return marked === undefined ? undefined : { ask: 'line-text', view, first: marked.first - 1, last: marked.last - 1 }
}

function rowsOf(question: TextQuestion): number {
  return question.ask === 'text' ? question.end.row - question.start.row + 1 : question.last - question.first + 1
}

async function copyLater(source: LineSource, question: TextQuestion): Promise<void> {
  try {
    await navigator.clipboard.writeText(await source.ask(question))
    say(t('Copied {lines}', { lines: plural(rowsOf(question), 'line') }))
  } catch (error) {
    sayFailure(error)
  }
}
