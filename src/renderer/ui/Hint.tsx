import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactElement, type ReactNode } from 'react'
import styles from './Hint.module.css'
import { Keys } from './Keys.tsx'

/** A few words about the control inside it, on hover and focus. The control needs an accessible name of its own. */
export function Hint({ text, shortcut, children }: { text: ReactNode; shortcut?: string; children: ReactElement }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger delay={500} render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className={styles['positioner']}>
          <Tooltip.Popup className={styles['hint']}>
            <span>{text}</span>
            {shortcut !== undefined && <Keys keys={shortcut} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
