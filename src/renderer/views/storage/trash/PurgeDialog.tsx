import { t } from '../../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { closeDialog, type PurgeQuestion } from '../../../state/dialog.ts'
import { useStartPurge } from '../../../state/trash.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Frame } from '../../../ui/Frame.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { useJobStart } from '../activity/use-job-start.ts'
import styles from './PurgeDialog.module.css'

const namedItems = 5

const titles: Record<PurgeQuestion['what'], string> = {
  all: t('Purge everything in the trash?'),
  selected: t('Purge the selected in the trash?'),
  shown: t('Purge the shown in the trash?'),
  expired: t('Purge the expired in the trash?'),
  damaged: t('Purge the damaged in the trash?'),
}

/** The only question before something is destroyed. */
export function PurgeDialog({ what, selection, artifacts, sizeBytes, named }: PurgeQuestion) {
  const startPurge = useStartPurge()
  const { start } = useJobStart('purge')
  const count = plural(artifacts, 'artifact')
  const purge = () => {
    closeDialog()
    void start(startPurge(selection))
  }
  return (
    <Frame
      title={titles[what]}
      onClose={closeDialog}
      foot={
        <>
          <Button onClick={closeDialog}>{t('Keep')}</Button>
          <Button className={styles['purge']} onClick={purge}>
            {t('Purge {what}', { what: count })}
          </Button>
        </>
      }
    >
      <p className={styles['words']}>
        <TriangleAlert aria-hidden />
        <span>
          {sizeBytes === null
            ? t('{artifacts} will be destroyed for good.', { artifacts: count })
            : t('{artifacts}, {size}, will be destroyed for good.', { artifacts: count, size: formatBytes(sizeBytes) })}{' '}
          {artifacts === 1 ? t('Nothing can bring it back.') : t('Nothing can bring them back.')}
        </span>
      </p>
      <ul className={styles['names']}>
        {named.slice(0, namedItems).map(({ trashId, record }) => (
          <li key={trashId}>
            {record.name}{' '}
            <span className={styles['muted']}>
              {t('of {specName} › {taskId}, attempt {version}', {
                specName: record.specName,
                taskId: record.taskId,
                version: record.version,
              })}
            </span>
          </li>
        ))}
        {artifacts > Math.min(named.length, namedItems) && (
          <li className={styles['muted']}>
            {t('and {more}', { more: plural(artifacts - Math.min(named.length, namedItems), 'more', 'more') })}
          </li>
        )}
      </ul>
    </Frame>
  )
}
