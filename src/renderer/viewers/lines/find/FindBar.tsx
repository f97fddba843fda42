import { t } from '../../../../shared/language/translate.ts'
import { CaseSensitive, ChevronDown, ChevronUp, List, Regex, X } from 'lucide-react'
import { type KeyboardEvent, type Ref } from 'react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { formatCount, plural } from '../../../ui/plural.ts'
import { Toggle } from '../../parts/Toggle.tsx'
import styles from './FindBar.module.css'
import { type FindQuery } from './find-query.ts'
import { mostHits } from './hit-list.ts'
import { type Finding } from './use-scan.ts'

interface FindBarProps {
  query: FindQuery
  onQuery: (query: FindQuery) => void
  finding: Finding
  /** Index of the hit the reader stands on. */
  current: number | undefined
  onStep: (step: 1 | -1) => void
  isListed: boolean
  onListed: (isListed: boolean) => void
  onClose: () => void
  input: Ref<HTMLInputElement>
}

export function FindBar({ query, onQuery, finding, current, onStep, isListed, onListed, onClose, input }: FindBarProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const hasHits = finding.state === 'found' && finding.hits.kept > 0
  const isBad = finding.state === 'invalid' || (finding.state === 'found' && finding.scan.state === 'stopped')
  return (
    <div role="search" className={styles['bar']}>
      <input
        ref={input}
        type="search"
        className={styles['input']}
        aria-label={t('Find')}
        aria-invalid={finding.state === 'invalid'}
        placeholder={query.isRegex ? t('Find a regular expression') : t('Find')}
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
      <Toggle label={t('List the hits')} isOn={isListed} onChange={onListed}>
        <List />
      </Toggle>
      <output className={isBad ? styles['bad'] : styles['count']}>{findingWords(finding, current)}</output>
      <IconButton label={t('Close find')} shortcut="Escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}

function findingWords(finding: Finding, current: number | undefined): string {
  if (finding.state === 'idle') return ''
  if (finding.state === 'invalid') return t('Not a regular expression: {reason}', { reason: finding.reason })
  const { hits, scan } = finding
  const found =
    current === undefined
      ? plural(hits.total, 'hit')
      : t('{current} of {hits}', { current: formatCount(current + 1), hits: plural(hits.total, 'hit') })
  const kept = hits.total > mostHits ? t(', the first {mostHits} can be visited', { mostHits: formatCount(mostHits) }) : ''
  switch (scan.state) {
    case 'running':
      return hits.total === 0 ? t('Searching…') : t('{found} so far', { found })
    case 'done':
      return hits.total === 0 ? t('No hits') : found + kept
    case 'stopped':
      return t('This pattern takes too long (stopped near row {row} with {hits}); make it simpler', {
        row: formatCount(scan.row + 1),
        hits: plural(hits.total, 'hit'),
      })
    case 'failed':
      return t('The search failed: {reason}', { reason: scan.reason })
  }
}
