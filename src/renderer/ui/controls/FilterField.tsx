import { t } from '../../../shared/language/translate.ts'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type Ref } from 'react'
import styles from './FilterField.module.css'
import { IconButton } from './IconButton.tsx'
import { Keys } from '../Keys.tsx'

interface FilterFieldProps {
  label: string
  value: string
  onValue: (value: string) => void
  /** Down, Enter, and Esc in an empty field leave it for the list below. */
  onLeave: () => void
  /** Of what says that the value cannot be read. */
  problemId?: string
  ref?: Ref<HTMLInputElement>
}

export function FilterField({ label, value, onValue, onLeave, problemId, ref }: FilterFieldProps) {
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && value !== '') onValue('')
    else if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave()
    else return
    event.preventDefault()
  }
  return (
    <div className={styles['field']}>
      <Search aria-hidden />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        placeholder={label}
        value={value}
        className={styles['input']}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onValue(event.target.value)}
        onKeyDown={press}
      />
      <span className={styles['end']}>
        {value === '' ? (
          <Keys keys="/" />
        ) : (
          <IconButton label={t('Clear the filter')} onClick={() => onValue('')}>
            <X />
          </IconButton>
        )}
      </span>
    </div>
  )
}
