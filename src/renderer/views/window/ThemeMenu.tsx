import { t } from '../../../shared/language/translate.ts'
import { Monitor, Moon, Sun } from 'lucide-react'
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences.ts'
import { ChoiceMenu } from '../../ui/controls/ChoiceMenu.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'

const themes = [
  { theme: 'light', words: t('Light'), Icon: Sun },
  { theme: 'dark', words: t('Dark'), Icon: Moon },
  { theme: 'system', words: t('As the system'), Icon: Monitor },
] as const satisfies readonly { theme: Preferences['theme']; words: string; Icon: unknown }[]

export function ThemeMenu() {
  const { theme } = usePreferences()
  const current = themes.find((other) => other.theme === theme) ?? themes[2]
  return (
    <ChoiceMenu
      choices={themes.map(({ theme: value, words, Icon }) => ({ value, words, icon: <Icon aria-hidden /> }))}
      chosen={theme}
      onChoose={(next) => setPreferences({ theme: next })}
    >
      <IconButton label={t('Theme')}>
        <current.Icon />
      </IconButton>
    </ChoiceMenu>
  )
}
