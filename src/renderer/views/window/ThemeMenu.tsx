import { t } from '../../../shared/language/translate.ts'
import { Menu } from '@base-ui/react/menu'
import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from '../../ui/Menu.module.css'

const themes = [
  { theme: 'light', words: t('Light'), Icon: Sun },
  { theme: 'dark', words: t('Dark'), Icon: Moon },
  { theme: 'system', words: t('As the system'), Icon: Monitor },
] as const satisfies readonly { theme: Preferences['theme']; words: string; Icon: unknown }[]

export function ThemeMenu() {
  const { theme } = usePreferences()
  const current = themes.find((other) => other.theme === theme) ?? themes[2]
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <IconButton label={t('Theme')}>
            <current.Icon />
          </IconButton>
        }
      />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <Menu.Popup className={styles['popup']}>
            <Menu.RadioGroup value={theme} onValueChange={(next: Preferences['theme']) => setPreferences({ theme: next })}>
              {themes.map(({ theme, words, Icon }) => (
                <Menu.RadioItem key={theme} value={theme} closeOnClick className={styles['item']}>
                  <Icon aria-hidden />
                  <span className={styles['words']}>{words}</span>
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
