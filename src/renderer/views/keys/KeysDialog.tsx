import { t } from '../../../shared/language/translate.ts'
import { Fragment } from 'react'
import { closeDialog } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { shortcutGroups } from './all-shortcuts.ts'
import styles from './KeysDialog.module.css'

/** All keys of the window. */
export function KeysDialog() {
  return (
    <Frame title={t('Keyboard shortcuts')} isWide onClose={closeDialog}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- longer than the dialog, it must be scrolled by keyboard */}
      <div role="group" aria-label={t('Keys')} tabIndex={0} className={styles['groups']}>
        {shortcutGroups.map(({ group, shortcuts }) => (
          <section key={group} className={styles['group']}>
            <h3 className={styles['heading']}>{group}</h3>
            <dl>
              {shortcuts.map(({ label, keys, isPair }) => (
                <div key={label} className={styles['line']}>
                  <dt>{label}</dt>
                  <dd className={styles['keys']}>
                    {keys.map((sequence, index) => (
                      <Fragment key={sequence}>
                        {index > 0 && (isPair === true ? ',' : t('or'))}
                        <Keys keys={sequence} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Button
        onClick={() => {
          closeDialog()
          navigate({ at: 'settings', page: 'keys' })
        }}
      >
        {t('Choose other keys')}
      </Button>
    </Frame>
  )
}
