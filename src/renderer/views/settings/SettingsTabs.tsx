import { useHref, useRoute } from '../../state/navigation.ts'
import styles from './SettingsTabs.module.css'

const pages = [
  { page: undefined, words: 'Stores' },
  { page: 'keys', words: 'Keys' },
] as const

export function SettingsTabs() {
  const { to } = useRoute()
  const href = useHref()
  const open = to.at === 'settings' ? to.page : undefined
  return (
    <nav aria-label="Settings" className={styles['tabs']}>
      {pages.map(({ page, words }) => (
        <a
          key={words}
          className={styles['tab']}
          aria-current={page === open ? 'page' : undefined}
          href={href({ at: 'settings', ...(page === undefined ? {} : { page }) })}
        >
          {words}
        </a>
      ))}
    </nav>
  )
}
