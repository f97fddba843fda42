import { useHref, useRoute } from '../../state/navigation.ts'
import { Tabs } from '../../ui/Tabs.tsx'

const pages = [
  { to: { at: 'settings' }, words: 'Stores' },
  { to: { at: 'settings', page: 'keys' }, words: 'Keys' },
] as const

export function SettingsTabs() {
  const { to: open } = useRoute()
  const href = useHref()
  const page = open.at === 'settings' ? open.page : undefined
  return (
    <Tabs
      label="Settings"
      tabs={pages.map(({ to, words }) => ({ words, href: href(to), isOpen: page === ('page' in to ? to.page : undefined) }))}
    />
  )
}
