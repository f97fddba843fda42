import { listed, spokenLanguage, t } from '../../../shared/language/translate.ts'
import { useState } from 'react'
import { pageAddress } from '../../../shared/address.ts'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { type PageSummary } from '../../../shared/review-page/review-page.ts'
import { type Attempt, groupAttempts } from '../../../shared/spec.ts'
import { closeDialog } from '../../state/dialog.ts'
import { useExportScan } from '../../state/export-scan.ts'
import { useRoute } from '../../state/navigation.ts'
import { usePage } from '../../state/pages.ts'
import { useTask } from '../../state/tasks.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { ButtonLink } from '../../ui/controls/ButtonLink.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { ArchiveContents } from './ArchiveContents.tsx'
import styles from './ExportDialog.module.css'
import { chosenLines, readLogLines } from './log-lines.ts'
import { PageContents } from './PageContents.tsx'
import { SaveArchive } from './SaveArchive.tsx'

/** An attempt, or a comparison, as one page or archive; what looks like a secret is shown before anything is written. */
export function ExportDialog({ attempt, againstVersion }: { attempt: AttemptName; againstVersion: number | undefined }) {
  const task = useTask(attempt.specName, attempt.taskId)
  if (task.state === 'ready') {
    return <ExportForm attempt={attempt} compared={againstVersion} attempts={groupAttempts(task.value.artifacts)} />
  }
  return (
    <Frame title={titleOf(attempt)} isWide onClose={closeDialog}>
      <Loaded from={task} label={t('Loading the task')}>
        {() => null}
      </Loaded>
    </Frame>
  )
}

const titleOf = ({ version, taskId }: AttemptName) => t('Export attempt {version} of {taskId}', { version, taskId })

interface ExportFormProps {
  attempt: AttemptName
  /** The attempt that it is compared with at first. */
  compared: number | undefined
  attempts: readonly Attempt[]
}

function ExportForm({ attempt, compared, attempts }: ExportFormProps) {
  const { to } = useRoute()
  const [isArchive, setArchive] = useState(false)
  const [againstVersion, setAgainst] = useState(compared)
  const shown = attempts.filter(({ version }) => version === attempt.version || version === againstVersion)
  const logs = shown.flatMap(({ artifacts }) => artifacts.filter(({ record }) => record.type === 'log'))
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(logs.map((log) => [log.record.uri, chosenLines(log, to)])),
  )
  const lines = logs.map(({ record }) => ({
    record,
    typed: typed[record.uri] ?? '',
    ranges: readLogLines(record.uri, typed[record.uri] ?? ''),
  }))
  const against = againstVersion === undefined ? undefined : { ...attempt, version: againstVersion }
  const page = usePage(
    { attempt, ...(against === undefined ? {} : { against }), logLines: lines.flatMap(({ ranges }) => ranges ?? []) },
    !isArchive,
  )
  const target = { ...attempt, against }
  const scanning = useExportScan(isArchive ? target : undefined)
  const isReady = lines.every(({ ranges }) => ranges !== undefined)
  return (
    <Frame
      title={titleOf(attempt)}
      isWide
      onClose={closeDialog}
      foot={
        <>
          <Button onClick={closeDialog}>{t('Cancel')}</Button>
          {isArchive ? (
            <SaveArchive target={target} scanning={scanning} />
          ) : (
            page.state === 'ready' && isReady && <SaveButtons page={page.value} />
          )}
        </>
      }
    >
      <div className={styles['form']}>
        <div className={styles['fields']}>
          <Field label={t('As')}>
            <select value={isArchive ? 'archive' : 'page'} onChange={({ target }) => setArchive(target.value === 'archive')}>
              <option value="page">{t('one page to read')}</option>
              <option value="archive">{t('a ZIP archive of the originals')}</option>
            </select>
          </Field>
          <Field label={t('Compared with')}>
            <select
              value={againstVersion ?? ''}
              onChange={({ target }) => setAgainst(target.value === '' ? undefined : Number(target.value))}
            >
              <option value="">{t('nothing')}</option>
              {attempts.map(
                ({ version, agent }) =>
                  version !== attempt.version && (
                    <option key={version} value={version}>
                      {listed([t('attempt {version}', { version }), ...(agent === null ? [] : [agent])])}
                    </option>
                  ),
              )}
            </select>
          </Field>
          {!isArchive &&
            lines.map(({ record, typed: text, ranges }) => (
              <Field
                key={record.uri}
                label={listed([
                  t('Lines of {name}', { name: record.name }),
                  ...(against === undefined ? [] : [t('attempt {version}', { version: record.version })]),
                ])}
                problem={ranges === undefined ? t('Type numbers of lines, as in 120-180 200.') : undefined}
              >
                <input
                  value={text}
                  placeholder={t('its errors, and its end')}
                  onChange={({ target }) => setTyped((all) => ({ ...all, [record.uri]: target.value }))}
                />
              </Field>
            ))}
        </div>
        {isArchive ? (
          <ArchiveContents scanning={scanning} />
        ) : (
          <Loaded from={page} label={t('Looking for secrets')}>
            {(value) => <PageContents page={value} />}
          </Loaded>
        )}
      </div>
    </Frame>
  )
}

/** Saving without secrets comes first where there are some. */
function SaveButtons({ page: { pageId, secretCount } }: { page: PageSummary }) {
  if (secretCount === 0) {
    return (
      <ButtonLink look="primary" href={pageAddress(pageId, 'keep', spokenLanguage())} download onClick={closeDialog}>
        {t('Save page')}
      </ButtonLink>
    )
  }
  return (
    <>
      <ButtonLink href={pageAddress(pageId, 'keep', spokenLanguage())} download onClick={closeDialog}>
        {t('Save with secrets')}
      </ButtonLink>
      <ButtonLink look="primary" href={pageAddress(pageId, 'redact', spokenLanguage())} download onClick={closeDialog}>
        {t('Redact and save')}
      </ButtonLink>
    </>
  )
}
