import styles from './Keys.module.css'

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
  return (
    <span className={styles['keys']}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles['key']}>
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
