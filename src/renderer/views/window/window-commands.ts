// What can be done from anywhere and has no key of its own.
import { type WindowCommandId, windowCommands } from '../../../shared/command.ts'
import { t } from '../../../shared/language/translate.ts'
import { type Command, useCommands } from '../../state/commands.ts'
import { openDialog } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences.ts'
import { useSyncNow } from '../../state/store-sync.ts'
import { say, sayFailure } from '../../ui/notices/toasts.ts'

const command = (id: WindowCommandId, run: () => void): Command => ({ id, ...windowCommands[id], run })
const themes = ['light', 'dark', 'system'] as const satisfies readonly Preferences['theme'][]

export function useWindowCommands(): void {
  const { theme } = usePreferences()
  const syncNow = useSyncNow()
  const look = async () => {
    await syncNow()
    say(t('Looking what others changed'))
  }
  useCommands([
    command('go trash', () => navigate({ at: 'trash' })),
    command('go verify', () => navigate({ at: 'verify' })),
    command('go activity', () => navigate({ at: 'activity' })),
    command('choose-store', () => openDialog({ dialog: 'store' })),
    command('sync', () => void look().catch(sayFailure)),
    ...themes.filter((other) => other !== theme).map((other) => command(`theme ${other}`, () => setPreferences({ theme: other }))),
  ])
}
