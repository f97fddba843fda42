import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { ShieldCheck } from 'lucide-react'
import { type JobResult } from '../../../../shared/job.ts'
import { type VerifyFinding } from '../../../../shared/verify.ts'
import { useHref } from '../../../state/navigation.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import { Section } from '../Section.tsx'
import { useUriWords } from '../use-uri-words.ts'
import styles from './VerifyView.module.css'

interface FindingsProps {
  result: Extract<JobResult, { verb: 'verify' }>
  scroller: HTMLElement | null
}

function columnsOf(uriWords: (uri: string) => string): Column<VerifyFinding>[] {
  return [
    { id: 'uri', header: t('Artifact'), cell: ({ uri }) => uriWords(uri) },
    {
      id: 'status',
      header: t('Finding'),
      cell: ({ status }) => <Badge tone={status === 'unrecorded' ? 'warning' : 'failed'}>{t(status)}</Badge>,
    },
    { id: 'reason', header: t('Why'), cell: ({ reason }) => <span title={sayReason(reason)}>{sayReason(reason)}</span> },
  ]
}

export function Findings({ result: { report, findings }, scroller }: FindingsProps) {
  const href = useHref()
  const uriWords = useUriWords()
  const { valid, corrupt, missing, unrecorded, isComplete } = report
  const sum = corrupt + missing + unrecorded
  if (sum === 0)
    return (
      <Notice
        icon={<ShieldCheck aria-hidden />}
        title={
          isComplete ? t('All {artifacts} are what was stored', { artifacts: plural(valid, 'artifact') }) : t('Stopped before its end')
        }
      >
        {isComplete
          ? t('Every byte matches its record.')
          : t('{artifacts} were read until then, and are what was stored.', { artifacts: plural(valid, 'artifact') })}
      </Notice>
    )
  return (
    <Section
      title={t('Findings')}
      facts={[
        ...(isComplete ? [] : [`${t('Stopped before its end')}.`]),
        ...(sum > findings.length
          ? [t('The first {count} of {total}', { count: formatCount(findings.length), total: formatCount(sum) })]
          : []),
      ].join(' ')}
    >
      <RowGrid
        label={t('Findings')}
        className={styles['findings']}
        columns={columnsOf(uriWords)}
        rows={findings}
        rowKey={({ uri }) => uri}
        rowName={({ uri, status }) => `${uriWords(uri)}, ${t(status)}`}
        href={({ artifact }) => href(artifact === undefined ? { at: 'verify' } : { at: 'artifact', ...artifact })}
        scroller={scroller}
      />
    </Section>
  )
}
