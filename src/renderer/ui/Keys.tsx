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
      {shown.split(' ').map((key, index) => (
        // The same key may be pressed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd key={index} className={styles['key']}>
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
