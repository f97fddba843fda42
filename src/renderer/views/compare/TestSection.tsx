import { t } from '../../../shared/language/translate.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { CircleCheck, SearchX } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { type FlipSide, type TestComparison } from '../../../shared/comparison/test-flips.ts'
import { useTestComparison } from '../../state/comparison/comparisons.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { type NoteWords } from '../../viewers/tests/note-words.ts'
import { ReportNotes } from '../../viewers/tests/ReportNotes.tsx'
import { useViewerKeys } from '../../viewers/viewer-keys.ts'
import { Compared } from './Compared.tsx'
import { type SectionProps } from './Comparison.tsx'
import { FlipBar } from './FlipBar.tsx'
import { FlipDetail } from './FlipDetail.tsx'
import { FlipList } from './FlipList.tsx'
import { flipKey, type FlipsPlace, formatFlipsPlace, parseFlipsPlace, selectFlips } from './flips-place.ts'
import styles from './TestSection.module.css'

/** What became of each test of one attempt in another. */
export function TestSection({ pair, place, onPlace }: SectionProps) {
  const records = { first: pair.first.record, second: pair.second.record }
  const comparison = useTestComparison(records)
  return (
    <Compared from={comparison} label={t('Comparing the tests')}>
      {(value) => <OpenTests comparison={value} records={records} place={place} onPlace={onPlace} />}
    </Compared>
  )
}

interface OpenTestsProps extends Omit<SectionProps, 'pair'> {
  comparison: TestComparison
  records: { first: ArtifactRecord; second: ArtifactRecord }
}

function OpenTests({ comparison, records, place: text, onPlace }: OpenTestsProps) {
  const root = useRef<HTMLElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const place = useMemo(() => parseFlipsPlace(text), [text])
  const { tests } = comparison
  const selected = useMemo(() => selectFlips(tests, place), [tests, place])
  const open = useMemo(() => tests.find((test) => flipKey(test) === place.test), [tests, place.test])
  const change = (changed: Partial<FlipsPlace>) => onPlace(formatFlipsPlace({ ...place, ...changed }))
  useViewerKeys(root, {
    'Mod+f': () => input.current?.focus(),
    ...(open === undefined ? {} : { Escape: () => change({ test: undefined }) }),
  })
  return (
    <section ref={root} className={styles['tests']} aria-label={t('Tests compared')} data-viewer>
      <div className={styles['notes']}>
        <ReportNotes notes={reliance(comparison, records)} />
      </div>
      <FlipBar comparison={comparison} place={place} onPlace={change} shown={selected.length} input={input} />
      <div className={styles['body']}>
        <div className={styles['list']}>
          {selected.length > 0 ? (
            <FlipList tests={selected} openKey={place.test} onOpen={(test) => change({ test })} />
          ) : (
            <NoFlips comparison={comparison} place={place} onAll={() => onPlace(undefined)} />
          )}
        </div>
        {open !== undefined && <FlipDetail test={open} records={records} onClose={() => change({ test: undefined })} />}
      </div>
    </section>
  )
}

function NoFlips({ comparison: { counts }, place, onAll }: { comparison: TestComparison; place: FlipsPlace; onAll: () => void }) {
  const alike = counts['still-passing'] + counts['still-skipped']
  if (place.show.length > 0 || place.find !== '') {
    return (
      <Notice
        icon={<SearchX aria-hidden />}
        title={t('No test matches the filter.')}
        actions={<Button onClick={onAll}>{t('Show what changed')}</Button>}
      />
    )
  }
  if (alike === 0) return <Notice icon={<SearchX aria-hidden />} title={t('Neither report lists a test.')} />
  return (
    <Notice icon={<CircleCheck aria-hidden />} title={t('No test changed')}>
      {t('{tests} went the same in both.', { tests: plural(alike, 'test') })}
    </Notice>
  )
}

/** What to know before trusting the comparison. */
function reliance({ first, second, isSameFormat, leftOut }: TestComparison, records: OpenTestsProps['records']): NoteWords[] {
  const sides: [FlipSide, ArtifactRecord][] = [
    [first, records.first],
    [second, records.second],
  ]
  const notes = sides.flatMap(([side, { version, name }]) => {
    const whose = t('{name} of attempt {version}', { name, version })
    if (side.ranNone) return [{ words: t('{whose}: the run came to no test.', { whose }), isSerious: true }]
    if (side.format === 'unknown')
      return [{ words: t('{whose} has no test results that can be read: nothing is known of its tests.', { whose }), isSerious: true }]
    if (side.isWhole) return []
    const listed = formatCount(side.listed)
    const words =
      side.totals.total === null
        ? t('{whose} lists {listed} of an unknown number of tests: what became of the others is unknown.', { whose, listed })
        : t('{whose} lists {listed} of {total} tests: what became of the others is unknown.', {
            whose,
            listed,
            total: formatCount(side.totals.total),
          })
    return [{ words, isSerious: false }]
  })
  if (!isSameFormat && first.format !== 'unknown' && second.format !== 'unknown')
    notes.push({
      words: t('The two name tests in different ways ({first}, {second}): a name that only one has says nothing.', {
        first: first.format,
        second: second.format,
      }),
      isSerious: false,
    })
  if (leftOut > 0)
    notes.push({ words: t('{tests} more are counted and not listed.', { tests: plural(leftOut, 'unchanged test') }), isSerious: false })
  return notes
}
