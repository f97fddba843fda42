import { TriangleAlert } from 'lucide-react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { closeDialog, type PurgeQuestion } from '../../../state/dialog.ts'
import { useStartPurge } from '../../../state/trash.ts'
import { Button } from '../../../ui/Button.tsx'
import { Frame } from '../../../ui/Frame.tsx'
import { plural } from '../../../ui/plural.ts'
import { sayFailure } from '../../../ui/toasts.ts'
import styles from './PurgeDialog.module.css'

const namedItems = 5

/** The only question before something is destroyed. */
export function PurgeDialog({ what, selection, artifacts, sizeBytes, named }: PurgeQuestion) {
  const startPurge = useStartPurge()
  const count = plural(artifacts, 'artifact')
  const purge = () => {
    closeDialog()
    startPurge(selection).catch(sayFailure)
  }
  return (
    <Frame
      title={`Purge ${what === 'all' ? 'everything' : `the ${what}`} in the trash?`}
      onClose={closeDialog}
      foot={
        <>
          <Button onClick={closeDialog}>Keep</Button>
          <Button className={styles['purge']} onClick={purge}>
            Purge {count}
          </Button>
        </>
      }
    >
      <p className={styles['words']}>
        <TriangleAlert aria-hidden />
        <span>
          {sizeBytes === null ? count : `${count}, ${formatBytes(sizeBytes)},`} will be destroyed for good. Nothing can bring{' '}
          {artifacts === 1 ? 'it' : 'them'} back.
        </span>
      </p>
      <ul className={styles['names']}>
        {named.slice(0, namedItems).map(({ trashId, record }) => (
          <li key={trashId}>
            {record.name}{' '}
            <span className={styles['muted']}>
              of {record.specName} › {record.taskId}, attempt {record.version}
            </span>
          </li>
        ))}
        {artifacts > Math.min(named.length, namedItems) && (
          <li className={styles['muted']}>and {plural(artifacts - Math.min(named.length, namedItems), 'more', 'more')}</li>
        )}
      </ul>
    </Frame>
  )
}
