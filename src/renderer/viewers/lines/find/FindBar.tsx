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
        aria-label="Find"
        aria-invalid={finding.state === 'invalid'}
        placeholder={query.isRegex ? 'Find a regular expression' : 'Find'}
        spellCheck={false}
        autoComplete="off"
        value={query.text}
        onChange={(event) => onQuery({ ...query, text: event.target.value })}
        onKeyDown={press}
      />
      <Toggle label="Match case" isOn={query.isCaseSensitive} onChange={(isCaseSensitive) => onQuery({ ...query, isCaseSensitive })}>
        <CaseSensitive />
      </Toggle>
      <Toggle label="Regular expression" isOn={query.isRegex} onChange={(isRegex) => onQuery({ ...query, isRegex })}>
        <Regex />
      </Toggle>
      <IconButton label="Previous hit" shortcut="Shift+Enter" disabled={!hasHits} onClick={() => onStep(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Next hit" shortcut="Enter" disabled={!hasHits} onClick={() => onStep(1)}>
        <ChevronDown />
      </IconButton>
      <Toggle label="List the hits" isOn={isListed} onChange={onListed}>
        <List />
      </Toggle>
      <output className={isBad ? styles['bad'] : styles['count']}>{findingWords(finding, current)}</output>
      <IconButton label="Close find" shortcut="Escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}

function findingWords(finding: Finding, current: number | undefined): string {
  if (finding.state === 'idle') return ''
  if (finding.state === 'invalid') return `Not a regular expression: ${finding.reason}`
  const { hits, scan } = finding
  const found = current === undefined ? plural(hits.total, 'hit') : `${formatCount(current + 1)} of ${plural(hits.total, 'hit')}`
  const kept = hits.total > mostHits ? `, the first ${formatCount(mostHits)} can be visited` : ''
  switch (scan.state) {
    case 'running':
      return hits.total === 0 ? 'Searching…' : `${found} so far`
    case 'done':
      return hits.total === 0 ? 'No hits' : found + kept
    case 'stopped':
      return `This pattern takes too long (stopped near row ${formatCount(scan.row + 1)} with ${plural(hits.total, 'hit')}); make it simpler`
    case 'failed':
      return `The search failed: ${scan.reason}`
  }
}
