import { t } from '../../../shared/language/translate.ts'
import { useHref } from '../../state/navigation.ts'
import { type NoteTask, useNotes } from '../../state/notes.ts'
import { Tabs } from '../../ui/controls/Tabs.tsx'
import styles from './TaskTabs.module.css'

/** What of an attempt is shown below the attempts: what it left, or the notes. */
export function TaskTabs({ specName, taskId, version, show }: NoteTask & { version: number; show: 'notes' | undefined }) {
  const notes = useNotes({ specName, taskId, version })
  const href = useHref()
  const open = notes.state === 'ready' ? notes.value.filter(({ note }) => note.resolvedAt === null).length : 0
  const task = { at: 'task' as const, specName, taskId, version }
  return (
    <div className={styles['tabs']}>
      <Tabs
        label={t('Attempt {version}', { version })}
        tabs={[
          { href: href(task), words: t('Artifacts'), isOpen: show === undefined },
          { href: href({ ...task, show: 'notes' }), words: t('Notes'), isOpen: show === 'notes', ...(open > 0 ? { count: open } : {}) },
        ]}
      />
    </div>
  )
}
