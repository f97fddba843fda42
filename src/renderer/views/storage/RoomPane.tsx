import { t } from '../../../shared/language/translate.ts'
import { type ReactNode } from 'react'
import { useHref, useRoute } from '../../state/navigation.ts'
import { type StorageDestination } from '../../state/storage-route.ts'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { Tabs } from '../../ui/controls/Tabs.tsx'
import styles from './RoomPane.module.css'

const parts = [
  { at: 'storage', words: t('Space') },
  { at: 'cleanup', words: t('Cleanup') },
  { at: 'trash', words: t('Trash') },
  { at: 'verify', words: t('Verify') },
  { at: 'activity', words: t('Activity') },
] as const satisfies readonly { at: StorageDestination['at']; words: string }[]

interface RoomPaneProps {
  title: string
  facts?: ReactNode
  /** Buttons beside the title. */
  actions?: ReactNode
  /** Stays above what scrolls, below the head. */
  bar?: ReactNode
  children: (scroller: HTMLElement | null) => ReactNode
}

/** A part of the storage room, with the way to the others. */
export function RoomPane({ title, facts, actions, bar, children }: RoomPaneProps) {
  const href = useHref()
  const { to } = useRoute()
  return (
    <Pane
      label={title}
      head={
        <div className={styles['head']}>
          <PaneHead title={title} facts={facts}>
            {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
          </PaneHead>
          <Tabs label={t('Storage')} tabs={parts.map(({ at, words }) => ({ words, href: href({ at }), isOpen: to.at === at }))} />
          {bar}
        </div>
      }
    >
      {children}
    </Pane>
  )
}
