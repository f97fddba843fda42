import styles from './Keys.module.css'

const names: Record<string, string> = { Escape: 'Esc', ' ': 'Space', ArrowDown: '↓', ArrowUp: '↑' }

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
