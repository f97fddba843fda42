import { t } from '../../../shared/language/translate.ts'
import { type KeyboardEvent, useState } from 'react'
import { type LineRange, readLineRange } from './line-place.ts'
import styles from './LineField.module.css'

/** Goes to a line or a range and marks it: `120`, `120-140`. */
export function LineField({ lineCount, onLines }: { lineCount: number; onLines: (range: LineRange) => void }) {
  const [typed, setTyped] = useState('')
  const range = readLineRange(typed)
  const isBad = typed !== '' && (range === undefined || range.first > lineCount)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setTyped('')
    if (event.key !== 'Enter' || range === undefined || isBad) return
    event.preventDefault()
    onLines(range)
  }
  return (
    <input
      className={styles['field']}
      aria-label={t('Go to line')}
      placeholder={t('Line')}
      inputMode="numeric"
      autoComplete="off"
      aria-invalid={isBad}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={press}
    />
  )
}
