import { t } from '../../../../shared/language/translate.ts'
import { Check } from 'lucide-react'
import styles from './SeenButton.module.css'
import { type Share } from './viewing.ts'

interface SeenButtonProps {
  share: Share
  /** Of what: `this hunk`, `this file`. */
  of: string
  onPress: (() => void) | undefined
}

const pressedState = { none: false, some: 'mixed', all: true } as const

/** Says whether the reader has seen a hunk or a file, and changes it. Keys do the same, so it takes no focus. */
export function SeenButton({ share, of, onPress }: SeenButtonProps) {
  if (onPress === undefined && share === 'none') return null
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['button']}
      data-share={share}
      aria-pressed={pressedState[share]}
      aria-label={t('Viewed {of}', { of })}
      disabled={onPress === undefined}
      onClick={onPress}
    >
      <span className={styles['box']} aria-hidden>
        {share === 'all' && <Check />}
      </span>
      {t('Viewed')}
    </button>
  )
}
