import { spokenLanguage, t } from '../../../shared/language/translate.ts'
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import styles from './StoresView.module.css'

/** Each language is named in itself, so that who cannot read the window finds the own one. */
const languageWords: Record<Preferences['language'], string> = { system: t('As the system'), en: 'English', ja: '日本語' }
const themeWords: Record<Preferences['theme'], string> = { system: t('As the system'), light: t('Light'), dark: t('Dark') }
const densityWords: Record<Preferences['density'], string> = { comfortable: t('Comfortable'), compact: t('Compact') }

/** Settings › Appearance: theme, density and language of this reader's windows. */
export function AppearanceView() {
  const { theme, density, language } = usePreferences()
  return (
    <Pane
      label={t('Appearance')}
      head={
        <>
          <PaneHead title={t('Appearance')} facts={t('Kept in this browser, for all of its windows')} />
          <SettingsTabs />
        </>
      }
    >
      {() => (
        <div className={styles['sections']}>
          <ChoiceField label={t('Theme')} words={themeWords} chosen={theme} onChoose={(theme) => setPreferences({ theme })} />
          <ChoiceField label={t('Density')} words={densityWords} chosen={density} onChoose={(density) => setPreferences({ density })} />
          <ChoiceField label={t('Language')} words={languageWords} chosen={language} onChoose={(language) => setPreferences({ language })}>
            <LanguageNews language={language} />
          </ChoiceField>
        </div>
      )}
    </Pane>
  )
}

/** What is said already stays said: the window speaks the other language once it is loaded again. */
function LanguageNews({ language }: { language: Preferences['language'] }) {
  const isNews = language !== 'system' && language !== spokenLanguage()
  return (
    <div role="status">
      {isNews && (
        <div className={styles['card']} lang={language}>
          <p className={styles['cardWords']}>{restartWords[language]}</p>
          <Button look="primary" onClick={() => location.reload()}>
            {reloadWords[language]}
          </Button>
        </div>
      )}
    </div>
  )
}

// In the language that was chosen, as its reader may not know the one that is still spoken.
const restartWords = {
  en: 'The window speaks English once it is loaded again. Uploads that are under way would be stopped.',
  ja: 'ウィンドウを読み込み直すと日本語になります。進行中のアップロードは中断されます。',
}
const reloadWords = { en: 'Load again', ja: '読み込み直す' }
