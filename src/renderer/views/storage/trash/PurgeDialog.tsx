import { TriangleAlert } from 'lucide-react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Trashed } from '../../../../shared/trash.ts'
import { closeDialog } from '../../../state/dialog.ts'
import { useStartPurge } from '../../../state/trash.ts'
import { Button } from '../../../ui/Button.tsx'
import { Frame } from '../../../ui/Frame.tsx'
import { plural } from '../../../ui/plural.ts'
import { sayFailure } from '../../../ui/toasts.ts'
import styles from './PurgeDialog.module.css'
import { sumBytes } from './trash-rows.ts'

const namedItems = 5

/** The only question before something is destroyed. */
export function PurgeDialog({ what, trashed }: { what: string; trashed: readonly Trashed[] }) {
  const startPurge = useStartPurge()
  const count = plural(trashed.length, 'artifact')
  const purge = () => {
    closeDialog()
    startPurge(trashed.map(({ trashId }) => trashId)).catch(sayFailure)
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
          {count}, {formatBytes(sumBytes(trashed))}, will be destroyed for good. Nothing can bring {trashed.length === 1 ? 'it' : 'them'}{' '}
          back.
        </span>
      </p>
      <ul className={styles['names']}>
        {trashed.slice(0, namedItems).map(({ trashId, record }) => (
          <li key={trashId}>
            {record.name}{' '}
            <span className={styles['muted']}>
              of {record.specName} › {record.taskId}, attempt {record.version}
            </span>
          </li>
        ))}
        {trashed.length > namedItems && <li className={styles['muted']}>and {plural(trashed.length - namedItems, 'more', 'more')}</li>}
      </ul>
    </Frame>
  )
}
