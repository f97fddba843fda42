import { t } from '../../../shared/language/translate.ts'
import { Menu } from '@base-ui/react/menu'
import { Check, Clock } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from '../../ui/Menu.module.css'
import { type StampMode, stampModes } from '../lines/stamps/stamp-column.ts'

export const stampWords: Record<StampMode, string> = {
  written: t('Times as written'),
  'since-start': t('Times since the start'),
  'since-line': t('Times since the line before'),
  hidden: t('No times'),
}

/** How the times at the start of the lines are shown. */
export function StampMenu({ mode, onMode }: { mode: StampMode; onMode: (mode: StampMode) => void }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <IconButton label={stampWords[mode]} shortcut="t">
            <Clock />
          </IconButton>
        }
      />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <Menu.Popup className={styles['popup']}>
            <Menu.RadioGroup value={mode} onValueChange={(next: StampMode) => onMode(next)}>
              {stampModes.map((other) => (
                <Menu.RadioItem key={other} value={other} closeOnClick className={styles['item']}>
                  <span className={styles['words']}>{stampWords[other]}</span>
                  <Menu.RadioItemIndicator>
                    <Check aria-hidden />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
