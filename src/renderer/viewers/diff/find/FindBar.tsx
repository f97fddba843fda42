import { t } from '../../../../shared/language/translate.ts'
import { CaseSensitive, ChevronDown, ChevronUp, Regex, X } from 'lucide-react'
import { type KeyboardEvent, type Ref } from 'react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { formatCount, plural } from '../../../ui/plural.ts'
import { type FindQuery } from '../../lines/find/find-query.ts'
import { Toggle } from '../../parts/Toggle.tsx'
import styles from './FindBar.module.css'
import { type Finding } from './use-find.ts'

interface FindBarProps {
  query: FindQuery
  onQuery: (query: FindQuery) => void
  finding: Finding
  /** Index of the hit that the reader stands on. */
  current: number | undefined
  onStep: (step: 1 | -1) => void
  onClose: () => void
  input: Ref<HTMLInputElement>
}

export function FindBar({ query, onQuery, finding, current, onStep, onClose, input }: FindBarProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const hasHits = finding.state === 'searching' && finding.found.hits.total > 0
  const isBad = finding.state === 'invalid' || (finding.state === 'searching' && finding.found.progress.state === 'stopped')
  return (
    <div role="search" className={styles['bar']}>
      <input
        ref={input}
        type="search"
        className={styles['input']}
        aria-label={t('Find in the diff')}
        aria-invalid={finding.state === 'invalid'}
        placeholder={query.isRegex ? t('Find a regular expression') : t('Find in the diff')}
        spellCheck={false}
        autoComplete="off"
        value={query.text}
        onChange={(event) => onQuery({ ...query, text: event.target.value })}
        onKeyDown={press}
      />
      <output className={isBad ? styles['bad'] : styles['count']}>{findingWords(finding, current)}</output>
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
      <IconButton label={t('Close find')} shortcut="Escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}

function findingWords(finding: Finding, current: number | undefined): string {
  switch (finding.state) {
    case 'closed':
    case 'idle':
      return ''
    case 'invalid':
      return finding.reason
    case 'searching': {
      const { hits, progress } = finding.found
      const found =
        current === undefined || hits.total === 0
          ? plural(hits.total, 'hit')
          : t('{current} of {total}', { current: formatCount(current + 1), total: formatCount(hits.total) })
      if (progress.state === 'stopped') return `${found}; ${progress.reason}`
      if (progress.state === 'running') return hits.total === 0 ? t('Searching…') : `${found}…`
      return hits.total === 0 ? t('No hits') : found
    }
  }
}
