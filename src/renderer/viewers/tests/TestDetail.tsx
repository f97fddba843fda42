import { t } from '../../../shared/language/translate.ts'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { formatDuration } from '../../ui/words/moment.ts'
import { plural } from '../../ui/words/plural.ts'
import { type FindQuery } from '../lines/find/find-query.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { TerminalText } from '../parts/TerminalText.tsx'
import { useTextMarks } from '../parts/use-text-marks.ts'
import { type KeyedTest } from './keyed-test.ts'
import { OutcomeSign } from './OutcomeSign.tsx'
import { TestAttachments } from './TestAttachments.tsx'
import styles from './TestDetail.module.css'
import { formatTestText } from './test-text.ts'

/** What is known of a test beyond its report. */
export interface TestSurroundings {
  attempts: ReactNode
  code: ReactNode
  log: ReactNode
}

interface TestDetailProps {
  keyed: KeyedTest
  /** What was searched for; it is marked. */
  find: FindQuery | undefined
  surroundings: TestSurroundings | undefined
  onClose: () => void
}

/** Everything the report says about one test, and what is known around it. */
export function TestDetail({ keyed, find, surroundings, onClose }: TestDetailProps) {
  const root = useRef<HTMLElement>(null)
  useTextMarks(root, find)
  const { test } = keyed
  const place = test.file === undefined ? undefined : `${test.file}${test.line === undefined ? '' : `:${test.line}`}`
  const sections = [
    { title: test.status === 'skipped' ? t('Reason') : t('Message'), text: test.message },
    { title: t('Trace'), text: test.trace === test.message ? undefined : test.trace },
    { title: t('Output'), text: test.output },
  ]
  const [said, ...rest] = sections.map(({ title, text }) =>
    text === undefined || text.trim() === '' ? null : (
      <section key={title} className={styles['section']} aria-label={title}>
        <div className={styles['title']}>
          <h4>{title}</h4>
          <CopyButton label={t('Copy {what}', { what: title.toLowerCase() })} text={() => text} />
        </div>
        <TerminalText text={text} />
      </section>
    ),
  )
  return (
    <section ref={root} className={styles['detail']} aria-label={t('Test {name}', { name: test.name })}>
      <div className={styles['head']}>
        <OutcomeSign status={test.status} />
        <h3 className={styles['name']}>{test.name}</h3>
        <CopyButton label={t('Copy all about this test')} text={() => formatTestText(keyed)} />
        <IconButton label={t('Close')} shortcut="Escape" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className={styles['body']}>
        <dl className={styles['facts']}>
          {test.suite.length > 0 && <Fact name={t('Suite')} value={test.suite.join(' › ')} />}
          <Fact name={t('Outcome')} value={t(test.status)} />
          {place !== undefined && <Fact name={t('File')} value={place} isCode />}
          <Fact name={t('Duration')} value={test.durationMs === undefined ? t('unknown') : formatDuration(test.durationMs)} />
          {test.retries !== undefined && <Fact name={t('Retries')} value={plural(test.retries, 'further run')} />}
        </dl>
        {surroundings?.attempts}
        {said}
        {surroundings?.code}
        {rest}
        {test.attachments !== undefined && <TestAttachments attachments={test.attachments} />}
        {surroundings?.log}
        {sections.every(({ text }) => text === undefined || text.trim() === '') && (
          <p className={styles['none']}>{t('The report has neither message nor output for this test.')}</p>
        )}
      </div>
    </section>
  )
}

function Fact({ name, value, isCode = false }: { name: string; value: string; isCode?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{isCode ? <code>{value}</code> : value}</dd>
    </>
  )
}
