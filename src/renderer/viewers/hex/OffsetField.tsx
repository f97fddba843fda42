import { t } from '../../../shared/language/translate.ts'
import { type KeyboardEvent, useState } from 'react'
import fieldStyles from '../lines/LineField.module.css'
import { readOffset } from './hex-format.ts'

/** Goes to an offset: `0x1F00`, `7936`, `50%`. */
export function OffsetField({ sizeBytes, onOffset }: { sizeBytes: number; onOffset: (offset: number) => void }) {
  const [typed, setTyped] = useState('')
  const offset = readOffset(typed, sizeBytes)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setTyped('')
    if (event.key !== 'Enter' || offset === undefined) return
    event.preventDefault()
    onOffset(offset)
  }
  return (
    <input
      className={[fieldStyles['field'], fieldStyles['wide']].join(' ')}
      aria-label={t('Go to offset')}
      placeholder={t('Offset, 0x…')}
      autoComplete="off"
      spellCheck={false}
      aria-invalid={typed !== '' && offset === undefined}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={press}
    />
  )
}
