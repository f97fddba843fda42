import { Tooltip } from '@base-ui/react/tooltip'
import styles from './Hint.module.css'
import { type HintContent } from './hints.ts'
import { Keys } from '../Keys.tsx'

/** The hint itself, beside its control. */
export function HintPopup({ control, content: { text, shortcut } }: { control: Element; content: HintContent }) {
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={control} sideOffset={6} className={styles['positioner']}>
          <Tooltip.Popup data-hint className={styles['hint']}>
            <span>{text}</span>
            {shortcut !== undefined && <Keys keys={shortcut} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
