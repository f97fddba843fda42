import { t } from '../../../shared/language/translate.ts'
import { ListChecks, SearchX } from 'lucide-react'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { type Loadable } from '../../../shared/loadable.ts'
import { type TestReport } from '../../../shared/test-report.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { type RowListHandle } from '../../ui/rows/RowList.tsx'
import { type FindQuery } from '../lines/find/find-query.ts'
import { useViewerKeys } from '../viewer-keys.ts'
import { useNoteSpot, type ViewerNotes } from '../viewer-notes.ts'
import { type KeyedTest, keyTests } from './keyed-test.ts'
import { TestDetail, type TestSurroundings } from './TestDetail.tsx'
import { type Arrangement, arrangeTests, listTestRows, selectTests, type TestRow } from './test-rows.ts'
import { TestsBar } from './TestsBar.tsx'
import { TestsHead } from './TestsHead.tsx'
import styles from './TestsViewer.module.css'
import { TestTree } from './TestTree.tsx'
import { useSlices } from './use-slices.ts'
import { findSearchedTest } from './searched-test.ts'
import { formatTestsPlace, parseTestsPlace, type TestsPlace, usualTestsPlace } from './tests-place.ts'

export interface TestsViewerProps {
  report: Loadable<TestReport>
  /** What is shown and how, in the words of `tests-place.ts`. */
  place: string | undefined
  onPlace: (place: string | undefined) => void
  /** What was searched for and is to be seen in the test that is open. */
  find?: FindQuery | undefined
  notes: ViewerNotes | undefined
  /** What the view knows of a test beyond the report. */
  surroundings?: ((keyed: KeyedTest) => TestSurroundings) | undefined
}

/** A test report: how it went, every test it lists, and all about the chosen one. */
export function TestsViewer({ report, place, onPlace, find, notes, surroundings }: TestsViewerProps) {
  return (
    <Loaded from={report} label={t('Reading the report')}>
      {(value) => <KeyedReport report={value} place={place} onPlace={onPlace} find={find} notes={notes} surroundings={surroundings} />}
    </Loaded>
  )
}

type KeyedReportProps = Omit<TestsViewerProps, 'report'> & { report: TestReport }

function KeyedReport(props: KeyedReportProps) {
  const { cases } = props.report
  const tests = useSlices(
    cases.length,
    useCallback(() => keyTests(cases), [cases]),
  )
  return tests === undefined ? <Skeleton rows={12} label={t('Reading the report')} /> : <OpenReport {...props} tests={tests} />
}

function OpenReport({
  report,
  tests,
  place: text,
  onPlace,
  find: searched,
  notes,
  surroundings,
}: KeyedReportProps & { tests: readonly KeyedTest[] }) {
  const root = useRef<HTMLElement>(null)
  const tree = useRef<RowListHandle<TestRow>>(null)
  const input = useRef<HTMLInputElement>(null)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const place = useMemo(() => parseTestsPlace(text), [text])
  const { show, find, slower, sort, by } = place
  const asked = useDeferredValue(useMemo(() => ({ show, find, slower, sort, by }), [show, find, slower, sort, by]))
  const open = useMemo(() => tests.find(({ key }) => key === place.test), [tests, place.test])
  const arranged = useSlices(
    tests.length,
    useCallback(() => selectAndArrange(tests, asked), [tests, asked]),
  )
  const folding = useMemo(() => ({ toggled, chosen: open }), [toggled, open])
  const list = useCallback(() => listTestRows(arranged?.arrangement ?? nothingYet, folding), [arranged, folding])
  const listed = useSlices(tests.length, list)
  const rows = listed ?? []
  const selected = arranged?.selected ?? []

  const change = (changed: Partial<TestsPlace>) => onPlace(formatTestsPlace({ ...place, ...changed }))
  const step = (by: 1 | -1) => {
    const next =
      nextFailing(
        rows.flatMap((row) => (row.kind === 'test' ? [row.keyed] : [])),
        place.test,
        by,
      ) ?? nextFailing(selected, place.test, by)
    if (next !== undefined) change({ test: next.key })
  }
  useViewerKeys(root, {
    e: () => step(1),
    E: () => step(-1),
    'Mod+f': () => input.current?.focus(),
    ...(open === undefined ? {} : { Escape: () => change({ test: undefined }) }),
  })
  const near = place.near
  const lead = useRef(change)
  useEffect(() => {
    lead.current = change
  })
  useEffect(() => {
    if (near === undefined) return
    lead.current({ near: undefined, test: findSearchedTest(tests, searched, near)?.key })
  }, [near, tests, searched])
  const noted = useMemo(() => new Set(notes?.placed.flatMap(({ spot }) => (spot.on === 'test' ? [spot.test] : []))), [notes])
  useNoteSpot(notes, () => {
    const active = tree.current?.activeRow()
    const test = active?.kind === 'test' ? active.key : open?.key
    return test === undefined ? undefined : { on: 'test', test }
  })
  const revealed = useRef<string>(undefined)
  useEffect(() => {
    if (listed === undefined || place.test === revealed.current) return
    // The rows of very many tests come a moment after the place that asks for one.
    if (place.test === undefined || tree.current?.reveal(place.test) === true) revealed.current = place.test
  }, [place.test, listed])

  return (
    <section ref={root} className={styles['viewer']} aria-label={t('Test report')} data-viewer>
      <TestsHead report={report} />
      {tests.length === 0 ? (
        <Notice icon={<ListChecks aria-hidden />} title={t('No test is listed in this report.')} />
      ) : (
        <>
          <TestsBar
            place={place}
            onPlace={change}
            shown={by === 'error' ? rowTests(rows) : selected.length}
            listed={tests.length}
            input={input}
          />
          <div className={styles['body']}>
            <div className={styles['list']}>
              {listed === undefined || arranged === undefined ? (
                <Skeleton rows={12} />
              ) : rows.length === 0 ? (
                <Notice
                  icon={<SearchX aria-hidden />}
                  title={by === 'error' && find === '' && slower === 0 ? t('No test failed.') : t('No test matches the filter.')}
                  actions={
                    <Button onClick={() => onPlace(formatTestsPlace({ ...usualTestsPlace, test: place.test }))}>
                      {t('Show all tests')}
                    </Button>
                  }
                />
              ) : (
                <TestTree
                  rows={rows}
                  openKey={open?.key}
                  noted={noted}
                  onOpen={(key) => change({ test: key })}
                  onToggle={(key, isOpen) => setToggled(new Map(toggled).set(key, isOpen))}
                  handle={tree}
                />
              )}
            </div>
            {open !== undefined && (
              <TestDetail
                key={open.key}
                keyed={open}
                find={searched}
                surroundings={surroundings?.(open)}
                onClose={() => change({ test: undefined })}
              />
            )}
            {open === undefined && place.test !== undefined && (
              <p role="status" className={styles['gone']}>
                {t('This report has no test “{test}”.', { test: place.test })}
              </p>
            )}
          </div>
        </>
      )}
    </section>
  )
}

const nothingYet: Arrangement = { by: 'list', tests: [] }

function* selectAndArrange(tests: readonly KeyedTest[], asked: Pick<TestsPlace, 'show' | 'find' | 'slower' | 'sort' | 'by'>) {
  const selected = yield* selectTests(tests, asked)
  return { selected, arrangement: yield* arrangeTests(selected, asked) }
}

function nextFailing(tests: readonly KeyedTest[], from: string | undefined, by: 1 | -1): KeyedTest | undefined {
  const failing = tests.filter(({ key, test }) => test.status === 'failed' || test.status === 'errored' || key === from)
  const at = failing.findIndex(({ key }) => key === from)
  const next = failing[(at === -1 && by === -1 ? failing.length - 1 : at + by + failing.length) % Math.max(1, failing.length)]
  return next?.key === from ? undefined : next
}

const rowTests = (rows: readonly TestRow[]) => rows.reduce((sum, row) => sum + (row.kind === 'group' ? row.counts.failed : 0), 0)
