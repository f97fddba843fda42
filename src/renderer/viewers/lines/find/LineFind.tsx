import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { List } from 'lucide-react'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { FindBar } from '../../parts/FindBar.tsx'
import { Toggle } from '../../parts/Toggle.tsx'
import { mostHits } from './hit-list.ts'
import { type Finder } from './use-finder.ts'
import { type Finding } from './use-scan.ts'

/** The find bar over lines, whose hits can also be listed. */
export function LineFind({ finder }: { finder: Finder }) {
  const { finding, current } = finder
  return (
    <FindBar
      label={t('Find')}
      query={finder.query}
      onQuery={finder.setQuery}
      isInvalid={finding.state === 'invalid'}
      words={findingWords(finding, current)}
      isBad={finding.state === 'invalid' || (finding.state === 'found' && finding.scan.state === 'stopped')}
      hasHits={finding.state === 'found' && finding.hits.kept > 0}
      onStep={finder.step}
      onClose={finder.close}
      input={finder.input}
    >
      <Toggle label={t('List the hits')} isOn={finder.isListed} onChange={finder.setListed}>
        <List />
      </Toggle>
    </FindBar>
  )
}

function findingWords(finding: Finding, current: number | undefined): string {
  if (finding.state === 'idle') return ''
  if (finding.state === 'invalid') return t('Not a regular expression: {reason}', { reason: sayReason(finding.reason) })
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
      return t('The search failed: {reason}', { reason: sayReason(scan.reason) })
  }
}
