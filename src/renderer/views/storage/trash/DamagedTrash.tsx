import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { type TrashPage } from '../../../../shared/trash.ts'
import { openDialog } from '../../../state/dialog.ts'
import { useWritable } from '../../../state/store.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { plural } from '../../../ui/words/plural.ts'
import styles from './TrashView.module.css'

/** What lies in the trash and cannot be read, and so not be restored. */
export function DamagedTrash({ damaged }: Pick<TrashPage, 'damaged'>) {
  const isWritable = useWritable()
  if (damaged.length === 0) return null
  const count = damaged.length
  const entries = plural(count, 'entry', 'entries')
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
    <section aria-label={t('Damaged')} className={styles['conflicts']}>
      <div className={styles['conflictsHead']}>
        <p>
          {count === 1
            ? t('{entries} of the trash cannot be read, and is left as it lies', { entries })
            : t('{entries} of the trash cannot be read, and are left as they lie', { entries })}
        </p>
        <Button disabled={!isWritable} onClick={purge}>
          {t('Purge {what}…', { what: entries })}
        </Button>
      </div>
      <ul>
        {damaged.map(({ trashId, reason }) => (
          <li key={trashId}>
            {trashId}: {sayReason(reason)}
          </li>
        ))}
      </ul>
    </section>
  )
}
