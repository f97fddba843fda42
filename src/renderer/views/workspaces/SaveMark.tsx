import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { type SaveState } from '../../../shared/agent-file.ts'
import styles from './SaveMark.module.css'

/** A dot for what is not in storage yet, where there is no room for words. */
export function SaveMark({ save }: { save: SaveState }) {
  switch (save.is) {
    case 'saved':
      return null
    case 'memory':
    case 'dirty':
    case 'saving':
      return <span role="img" aria-label={t('unsaved')} title={t('Not saved yet')} className={styles['dot']} />
    case 'failed':
      return (
        <span
          role="img"
          aria-label={t('saving failed')}
          title={sayReason(save.reason)}
          className={[styles['dot'], styles['failed']].join(' ')}
        />
      )
  }
}
