import { t } from '../../../shared/language/translate.ts'
import { CaseSensitive, ChevronDown, ChevronUp, Regex, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { type FindQuery } from '../lines/find/find-query.ts'
import styles from './FindBar.module.css'
import { Toggle } from './Toggle.tsx'

interface FindBarProps {
  /** The field's name. */
  label: string
  query: FindQuery
  onQuery: (query: FindQuery) => void
  /** The pattern is none. */
  isInvalid: boolean
  /** What was found, or why nothing can be. */
  words: string
  isBad: boolean
  hasHits: boolean
  onStep: (step: 1 | -1) => void
  onClose: () => void
  input: Ref<HTMLInputElement>
  /** Switches of the viewer's own. */
  children?: ReactNode
}

/** Finds in what a viewer shows: the field, its switches, and the way from hit to hit. */
export function FindBar({ label, query, onQuery, isInvalid, words, isBad, hasHits, onStep, onClose, input, children }: FindBarProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="search" className={styles['bar']}>
      <input
        ref={input}
        type="search"
        className={styles['input']}
        aria-label={label}
        aria-invalid={isInvalid}
        placeholder={query.isRegex ? t('Find a regular expression') : label}
        spellCheck={false}
        autoComplete="off"
        value={query.text}
        onChange={(event) => onQuery({ ...query, text: event.target.value })}
        onKeyDown={press}
      />
      <Toggle label={t('Match case')} isOn={query.isCaseSensitive} onChange={(isCaseSensitive) => onQuery({ ...query, isCaseSensitive })}>
        <CaseSensitive />
      </Toggle>
      <Toggle label={t('Regular expression')} isOn={query.isRegex} onChange={(isRegex) => onQuery({ ...query, isRegex })}>
        <Regex />
      </Toggle>
      <IconButton label={t('Previous hit')} shortcut="Shift+Enter" disabled={!hasHits} onClick={() => onStep(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label={t('Next hit')} shortcut="Enter" disabled={!hasHits} onClick={() => onStep(1)}>
        <ChevronDown />
      </IconButton>
      {children}
      <output className={isBad ? styles['bad'] : styles['count']}>{words}</output>
      <IconButton label={t('Close find')} shortcut="Escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}
