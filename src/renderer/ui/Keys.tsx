import styles from './Keys.module.css'
import { useShownKeys } from './reader/shown-keys.ts'

const isMac = navigator.platform.startsWith('Mac')
const names: Record<string, string> = {
  'Mod+k': isMac ? '⌘K' : 'Ctrl+K',
  Escape: 'Esc',
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
}

/** Keys to press one after another, e.g. `g s`. */
export function Keys({ keys }: { keys: string }) {
  const shown = useShownKeys(keys)
  return (
    <span className={styles['keys']}>
      {shown.split(' ').map((key) => (
        <kbd key={key} className={styles['key']}>
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
