import { type ReactNode, useId } from 'react'
import styles from './ChoiceField.module.css'

interface ChoiceFieldProps<K extends string> {
  label: string
  /** In the order they are shown. */
  words: Readonly<Record<K, string>>
  chosen: K
  onChoose: (key: K) => void
  children?: ReactNode
}

/** One of a few, all in sight. */
export function ChoiceField<K extends string>({ label, words, chosen, onChoose, children }: ChoiceFieldProps<K>) {
  const name = useId()
  return (
    <fieldset className={styles['field']}>
      <legend>
        <strong>{label}</strong>
      </legend>
      <div className={styles['choices']}>
        {(Object.keys(words) as K[]).map((key) => (
          <label key={key} className={styles['choice']}>
            <input type="radio" name={name} checked={key === chosen} onChange={() => onChoose(key)} />
            {words[key]}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  )
}
