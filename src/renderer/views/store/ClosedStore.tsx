import { t } from '../../../shared/language/translate.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { openDialog } from '../../state/dialog.ts'
import { useHref } from '../../state/navigation.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'

/** In place of everything that a store would show, once: what kept it from opening, and the ways on. */
export function ClosedStore({ error, retry }: { error: VitrineError; retry: () => void }) {
  const href = useHref()
  return (
    <Pane label={t('Store')}>
      {() => (
        <FailedNotice
          error={error}
          retry={retry}
          actions={
            <>
              <Button onClick={() => openDialog({ dialog: 'store' })}>{t('Choose another store')}</Button>
              <a href={href({ at: 'settings' })}>{t('Settings')}</a>
            </>
          }
        />
      )}
    </Pane>
  )
}
