// What can be done from anywhere and has no key of its own.
import { t } from '../../../shared/language/translate.ts'
import { type Command, useCommands } from '../../state/commands.ts'
import { openDialog } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences.ts'
import { type Destination } from '../../state/route.ts'
import { useSyncNow } from '../../state/store-sync.ts'
import { say, sayFailure } from '../../ui/toasts.ts'

const go = (label: string, to: Destination): Command => ({ id: `go ${to.at}`, label, group: t('Go to'), run: () => navigate(to) })

const themeWords: Record<Preferences['theme'], string> = {
  light: t('Light theme'),
  dark: t('Dark theme'),
  system: t('Theme as the system'),
}
const themes = ['light', 'dark', 'system'] as const satisfies readonly Preferences['theme'][]

export function useWindowCommands(): void {
  const { theme } = usePreferences()
  const syncNow = useSyncNow()
  const look = async () => {
    await syncNow()
    say(t('Looking what others changed'))
  }
  useCommands([
    go(t('Trash'), { at: 'trash' }),
    go(t('Verify'), { at: 'verify' }),
    go(t('Activity'), { at: 'activity' }),
    {
      id: 'choose-store',
      label: t('Choose another store'),
      group: t('Stores'),
      words: t('open folder bucket s3 gcs switch'),
      run: () => openDialog({ dialog: 'store' }),
    },
    { id: 'sync', label: t('Sync now'), group: t('Stores'), words: 'refresh', run: () => void look().catch(sayFailure) },
    ...themes
      .filter((other) => other !== theme)
      .map((other) => ({
        id: `theme ${other}`,
        label: themeWords[other],
        group: t('Appearance'),
        words: t('colours mode'),
        run: () => setPreferences({ theme: other }),
      })),
  ])
}
