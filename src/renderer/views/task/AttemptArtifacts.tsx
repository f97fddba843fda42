import { t } from '../../../shared/language/translate.ts'
import { Trash2, X } from 'lucide-react'
import { useRef } from 'react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { plural } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { sizeColumn } from '../../ui/rows/end-columns.ts'
import { type Column } from '../../ui/rows/RowGrid.tsx'
import { useSelection } from '../../ui/rows/use-selection.ts'
import { ArtifactGrid } from '../artifact/ArtifactGrid.tsx'
import { useDeleteWithUndo } from '../artifact/delete-with-undo.ts'
import { DamageBadge } from '../artifact/DamageBadge.tsx'
import { factsWords } from '../artifact/facts-words.ts'
import { sayOnlyRead } from '../store/only-read.ts'
import { CompareArtifactsLink } from './CompareArtifactsLink.tsx'
import styles from './TaskView.module.css'

const columns: Column<Artifact>[] = [
  { id: 'name', header: t('Artifact'), cell: ({ record }) => <MiddleCut text={record.name} /> },
  {
    id: 'facts',
    header: t('Content'),
    cell: ({ facts, damage, unread }) =>
      damage === undefined ? <Words {...factsWords(facts, unread)} /> : <DamageBadge damage={damage} />,
  },
  sizeColumn({ id: 'size', header: t('Size'), of: ({ record }) => record.originalSize }),
]

function Words({ words, tone }: ReturnType<typeof factsWords>) {
  return (
    <span className={styles[tone === 'plain' ? 'muted' : tone]} title={words}>
      {words}
    </span>
  )
}

interface AttemptArtifactsProps {
  attempt: Attempt
  openName: string | undefined
  scroller: HTMLElement | null
}

/** What one attempt left; rows can be selected and deleted. */
export function AttemptArtifacts({ attempt, openName, scroller }: AttemptArtifactsProps) {
  const { artifacts } = attempt
  const isWritable = useWritable()
  const deleteWithUndo = useDeleteWithUndo()
  const list = useRef<HTMLElement>(null)
  const selection = useSelection(artifacts.map(({ record }) => record.uri))
  const selected = artifacts.flatMap(({ record }) => (selection.keys.has(record.uri) ? [record] : []))
  const deleteSelected = () => {
    selection.clear()
    void deleteWithUndo(selected)
  }
  const focus = () => focusList(list.current)
  useShortcuts({
    'next-row': focus,
    'previous-row': focus,
    out: () => selected.length > 0 && (selection.clear(), true),
    delete: () => selected.length > 0 && (isWritable ? deleteSelected() : sayOnlyRead()),
  })
  return (
    <>
      <div className={styles['section']}>
        <h2 className={styles['heading']}>
          {t('Attempt {version}', { version: attempt.version })}
          <span className={styles['whose']}>
            {attempt.agent !== null && ` ${t('by {name}', { name: attempt.agent })}`} · <Moment at={attempt.createdAt} />
          </span>
        </h2>
        {selected.length > 0 && (
          <>
            <CompareArtifactsLink selected={selected} />
            <Button disabled={!isWritable} onClick={deleteSelected}>
              <Trash2 aria-hidden />
              {t('Delete {artifacts}', { artifacts: plural(selected.length, 'artifact') })}
            </Button>
            <IconButton label={t('Clear the selection')} shortcut="Escape" onClick={selection.clear}>
              <X />
            </IconButton>
          </>
        )}
      </div>
      <ArtifactGrid
        ref={list}
        label={t('Artifacts of attempt {version}', { version: attempt.version })}
        className={styles['artifacts']}
        columns={columns}
        artifacts={artifacts}
        currentKey={artifacts.find(({ record }) => record.name === openName)?.record.uri}
        selection={selection}
        scroller={scroller}
      />
    </>
  )
}
