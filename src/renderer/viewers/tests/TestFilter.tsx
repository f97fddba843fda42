import { t } from '../../../shared/language/translate.ts'
import { type RefObject, useEffect, useState } from 'react'
import styles from './TestFilter.module.css'

interface TestFilterProps {
  find: string
  onFind: (find: string) => void
  input: RefObject<HTMLInputElement | null>
}

const typingPauseMs = 150

/** Filters tests by name. Keeps what is typed to itself for a moment, so that the list is not made anew at every letter. */
export function TestFilter({ find, onFind, input }: TestFilterProps) {
  const [{ typed, told, given }, setField] = useState({ typed: find, told: find, given: find })
  // Another filter came from outside, e.g. by the back button.
  if (given !== find) setField({ typed: find === told ? typed : find, told: find, given: find })
  const setTyped = (text: string) => setField({ typed: text, told, given })
  useEffect(() => {
    if (typed === told) return undefined
    const wait = setTimeout(() => {
      setField({ typed, told: typed, given })
      onFind(typed)
    }, typingPauseMs)
    return () => clearTimeout(wait)
  })
  return (
    <input
      ref={input}
      type="search"
      className={styles['filter']}
      aria-label={t('Filter tests')}
      placeholder={t('Filter tests')}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || typed === '') return
        event.preventDefault()
        setTyped('')
      }}
    />
  )
}
