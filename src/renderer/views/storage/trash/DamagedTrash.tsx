import { type TrashPage } from '../../../../shared/trash.ts'
import { openDialog } from '../../../state/dialog.ts'
import { useWritable } from '../../../state/store.ts'
import { Button } from '../../../ui/Button.tsx'
import { plural } from '../../../ui/plural.ts'
import styles from './TrashView.module.css'

/** What lies in the trash and cannot be read, and so not be restored. */
export function DamagedTrash({ damaged }: Pick<TrashPage, 'damaged'>) {
  const isWritable = useWritable()
  if (damaged.length === 0) return null
  const count = damaged.length
  const purge = () =>
    openDialog({
      dialog: 'purge',
      purge: {
        what: 'damaged',
        selection: { trashIds: damaged.map(({ trashId }) => trashId) },
        artifacts: count,
        sizeBytes: null,
        named: [],
      },
    })
  return (
    <section aria-label="Damaged" className={styles['conflicts']}>
      <div className={styles['conflictsHead']}>
        <p>
          {plural(count, 'entry', 'entries')} of the trash cannot be read, and {count === 1 ? 'is' : 'are'} left as{' '}
          {count === 1 ? 'it' : 'they'} {count === 1 ? 'lies' : 'lie'}
        </p>
        <Button disabled={!isWritable} onClick={purge}>
          Purge {plural(count, 'entry', 'entries')}…
        </Button>
      </div>
      <ul>
        {damaged.map(({ trashId, reason }) => (
          <li key={trashId}>
            {trashId}: {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
