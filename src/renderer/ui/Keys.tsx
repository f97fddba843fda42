import styles from './Keys.module.css'
import { useShownKeys } from './reader/shown-keys.ts'

const isMac = navigator.platform.startsWith('Mac')
const names: Record<string, string> = {
  Escape: 'Esc',
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
}
const mod = 'Mod+'

function nameOf(key: string): string {
  if (!key.startsWith(mod)) return names[key] ?? key
  return `${isMac ? '⌘' : 'Ctrl+'}${key.slice(mod.length).toUpperCase()}`
}

/** Keys to press one after another, e.g. `g s`; `Mod+` stands for Ctrl or Cmd. */
export function Keys({ keys }: { keys: string }) {
  const shown = useShownKeys(keys)
  return (
    <span className={styles['keys']}>
      {shown.split(' ').map((key, index) => (
        // The same key may be pressed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd key={index} className={styles['key']}>
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  )
}
