import { t } from '../../../shared/language/translate.ts'
import { ChevronDown, ChevronRight, MessageSquare } from 'lucide-react'
import { formatDuration } from '../../ui/words/moment.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { failureMessage } from './error-groups.ts'
import { type TestCounts } from './keyed-test.ts'
import { OutcomeSign } from './OutcomeSign.tsx'
import { type TestRow } from './test-rows.ts'
import styles from './TestRowCells.module.css'

/** What a row of the tree shows of a group or a test. */
export function TestRowCells({ row, hasNote }: { row: TestRow; hasNote: boolean }) {
  return row.kind === 'group' ? <GroupCells row={row} /> : <TestCells row={row} hasNote={hasNote} />
}

function GroupCells({ row }: { row: Extract<TestRow, { kind: 'group' }> }) {
  return (
    <>
      <span className={styles['chevron']}>{row.isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}</span>
      <span className={row.isError ? styles['error'] : styles['suite']} title={row.name}>
        {row.name}
      </span>
      <Counts counts={row.counts} isError={row.isError} />
      <Duration durationMs={row.durationMs} />
    </>
  )
}

function TestCells({ row: { keyed, hasSuite }, hasNote }: { row: Extract<TestRow, { kind: 'test' }>; hasNote: boolean }) {
  const { test } = keyed
  const message = test.status === 'passed' ? '' : failureMessage(test)
  return (
    <>
      <span className={styles['chevron']} />
      <OutcomeSign status={test.status} />
      <span className={styles['name']} title={keyed.key}>
        {test.name}
      </span>
      {hasNote && <MessageSquare role="img" aria-label={t('has a note')} className={styles['note']} />}
      <span className={styles['more']}>{hasSuite ? test.suite.join(' › ') : message}</span>
      <Duration durationMs={test.durationMs} />
    </>
  )
}

function Counts({ counts, isError }: { counts: TestCounts; isError: boolean }) {
  if (isError) return <span className={styles['failed']}>{plural(counts.failed, 'test')}</span>
  return (
    <span className={styles['counts']}>
      {counts.failed > 0 && <span className={styles['failed']}>{t('{failed} failed', { failed: formatCount(counts.failed) })}</span>}
      {counts.passed > 0 && <span>{t('{passed} passed', { passed: formatCount(counts.passed) })}</span>}
      {counts.skipped > 0 && <span>{t('{skipped} skipped', { skipped: formatCount(counts.skipped) })}</span>}
    </span>
  )
}

function Duration({ durationMs }: { durationMs: number | undefined }) {
  return <span className={styles['duration']}>{durationMs === undefined ? '' : formatDuration(durationMs)}</span>
}
