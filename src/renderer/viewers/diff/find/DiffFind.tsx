import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { type Ref } from 'react'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { type FindQuery } from '../../lines/find/find-query.ts'
import { FindBar } from '../../parts/FindBar.tsx'
import styles from './DiffFind.module.css'
import { type Finding } from './use-find.ts'

interface DiffFindProps {
  query: FindQuery
  onQuery: (query: FindQuery) => void
  finding: Finding
  /** Index of the hit that the reader stands on. */
  current: number | undefined
  onStep: (step: 1 | -1) => void
  onClose: () => void
  input: Ref<HTMLInputElement>
}

/** The find bar over a diff: it lies on the canvas, so that no line moves when it opens. */
export function DiffFind({ finding, current, ...bar }: DiffFindProps) {
  const isStopped = finding.state === 'searching' && finding.found.progress.state === 'stopped'
  return (
    <div className={styles['floating']}>
      <FindBar
        label={t('Find in the diff')}
        {...bar}
        isInvalid={finding.state === 'invalid'}
        words={findingWords(finding, current)}
        isBad={finding.state === 'invalid' || isStopped}
        hasHits={finding.state === 'searching' && finding.found.hits.total > 0}
      />
    </div>
  )
}

function findingWords(finding: Finding, current: number | undefined): string {
  switch (finding.state) {
    case 'closed':
    case 'idle':
      return ''
    case 'invalid':
      return t('Not a regular expression: {reason}', { reason: sayReason(finding.reason) })
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
