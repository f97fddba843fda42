import { t } from '../../../shared/language/translate.ts'
import { chooseKeys, resetKeys, useKeyChoices } from '../../state/keys/key-bindings.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { plural } from '../../ui/words/plural.ts'
import { SettingsTabs } from '../settings/SettingsTabs.tsx'
import { rebindable } from './all-shortcuts.ts'
import { KeyLine } from './KeyLine.tsx'
import styles from './KeysView.module.css'

const groups = [...Map.groupBy(rebindable, ({ group }) => group)]

/** Settings › Keys: what to press for everything, and how to choose otherwise. */
export function KeysView() {
  const choices = useKeyChoices()
  const changed = Object.keys(choices).length
  return (
    <Pane
      label={t('Keys')}
      head={
        <>
          <PaneHead title={t('Keys')} facts={changed === 0 ? t('As they came') : t('{keys} of your own', { keys: plural(changed, 'key') })}>
            {changed > 0 && <Button onClick={resetKeys}>{t('Reset all')}</Button>}
          </PaneHead>
          <SettingsTabs />
        </>
      }
    >
      {() => (
        <div className={styles['groups']}>
          {groups.map(([group, lines]) => (
            <section key={group} aria-label={group}>
              <h2 className={styles['heading']}>{group}</h2>
              <ul className={styles['lines']}>
                {lines.map((line) => (
                  <KeyLine key={line.keys} line={line} choices={choices} onChoose={(chosen) => chooseKeys(choices, line.keys, chosen)} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Pane>
  )
}
