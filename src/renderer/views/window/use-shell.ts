import { useEffect, useRef } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { pickFiles } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { followShell } from '../../state/shell.ts'
import { useOpenStore } from '../../state/store.ts'
import { say, sayFailure } from '../../ui/notices/toasts.ts'
import { storeName } from '../store/store-name.ts'

/** Does what is chosen in the desktop's menus, and opens what the system hands over. */
export function useShell(): void {
  const openStore = useOpenStore()
  const open = async (uri: string) => {
    await openStore({ uri })
    navigate({ at: 'home' })
    say(t('Opened {root}', { root: storeName(uri).root }))
  }
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => followShell({ openStore: (uri) => void latest.current(uri).catch(sayFailure), pickFiles, sayFailure }), [])
}
