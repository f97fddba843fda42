import { t } from '../../../shared/language/translate.ts'
import { useHref, useRoute } from '../../state/navigation.ts'
import { Tabs } from '../../ui/controls/Tabs.tsx'

const pages = [
  { to: { at: 'settings' }, words: t('Stores') },
  { to: { at: 'settings', page: 'keys' }, words: t('Keys') },
  { to: { at: 'settings', page: 'appearance' }, words: t('Appearance') },
] as const

export function SettingsTabs() {
  const { to: open } = useRoute()
  const href = useHref()
  const page = open.at === 'settings' ? open.page : undefined
  return (
    <Tabs
      label={t('Settings')}
      tabs={pages.map(({ to, words }) => ({ words, href: href(to), isOpen: page === ('page' in to ? to.page : undefined) }))}
    />
  )
}
