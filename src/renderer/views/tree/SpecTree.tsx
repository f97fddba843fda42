import { t } from '../../../shared/language/translate.ts'
import { CircleAlert } from 'lucide-react'
import { useRef } from 'react'
import { setFilter, useRoute } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useSpecs } from '../../state/specs.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { FilterField } from '../../ui/controls/FilterField.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { focusList } from '../../ui/rows/row-focus.ts'
import { QueueLink } from '../review/QueueLink.tsx'
import { StoreLine } from '../store/StoreLine.tsx'
import styles from './SpecTree.module.css'
import { TreeList } from './TreeList.tsx'

/** The left pane: every spec with its tasks, filtered. */
export function SpecTree() {
  const specs = useSpecs()
  const { filter } = useRoute()
  const field = useRef<HTMLInputElement>(null)
  const pane = useRef<HTMLElement>(null)
  const focusTree = () => focusList(pane.current)
  useShortcuts({
    filter: () => {
      field.current?.focus()
      field.current?.select()
    },
    'go-tree': focusTree,
  })
  return (
    <nav ref={pane} aria-label={t('Specs')} className={styles['pane']}>
      <div className={styles['head']}>
        <QueueLink />
        <FilterField ref={field} label={t('Filter specs and tasks')} value={filter} onValue={setFilter} onLeave={focusTree} />
      </div>
      <div className={styles['body']}>
        {specs.state === 'failed' ? (
          // What went wrong stands in full beside it, where there is room.
          <Notice
            icon={<CircleAlert aria-hidden />}
            title={t('The specs cannot be read')}
            actions={<Button onClick={specs.retry}>{t('Try again')}</Button>}
          />
        ) : (
          <Loaded from={specs} label={t('Loading specs')}>
            {(value) => <TreeList specs={value} />}
          </Loaded>
        )}
      </div>
      <StoreLine />
    </nav>
  )
}
