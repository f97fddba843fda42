import { t } from '../../../shared/language/translate.ts'
import { useMemo, useState } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { plural } from '../../ui/words/plural.ts'
import { textLook } from '../lines/text-look.ts'
import { cutSegments } from '../lines/document/row-segments.ts'
import { resolveLine } from '../terminal/terminal-line.ts'
import { type StyledText } from '../terminal/terminal-row.ts'
import { defaultStyle } from '../terminal/text-style.ts'
import styles from './TerminalText.module.css'

const firstLines = 400
const longestLine = 5000

/** A few lines of what a program wrote, in its colours; more of it on demand. */
export function TerminalText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  const lines = useMemo(() => text.replace(/\n+$/, '').split('\n'), [text])
  const shown = useMemo(() => resolveLines(isWhole ? lines : lines.slice(0, firstLines)), [lines, isWhole])
  return (
    <>
      <pre className={styles['text']}>
        {shown.map((line, index) => (
          // Lines have no name but their place, and they do not move.
          // oxlint-disable-next-line react/no-array-index-key
          <TerminalLine key={index} line={line} />
        ))}
      </pre>
      {!isWhole && lines.length > firstLines && (
        <Button onClick={() => setWhole(true)}>{t('Show all {lines}', { lines: plural(lines.length, 'line') })}</Button>
      )}
    </>
  )
}

function TerminalLine({ line: { text, runs } }: { line: StyledText }) {
  const looks = runs.map((run, index) => ({ start: run.start, end: run.end, look: String(index) }))
  return (
    <div className={styles['line']}>
      {cutSegments(0, Math.min(text.length, longestLine), looks).map(({ start, end, looks: [look] }) => {
        const run = look === undefined ? undefined : runs[Number(look)]
        if (run === undefined) return text.slice(start, end)
        const { className, style } = textLook(run)
        return (
          <span key={start} className={className} style={style}>
            {text.slice(start, end)}
          </span>
        )
      })}
      {text.length > longestLine && ` … ${plural(text.length - longestLine, 'more character')}`}
    </div>
  )
}

function resolveLines(lines: readonly string[]): StyledText[] {
  let style = defaultStyle
  return lines.map((line) => {
    const resolved = resolveLine(line, style)
    style = resolved.style
    return resolved
  })
}
