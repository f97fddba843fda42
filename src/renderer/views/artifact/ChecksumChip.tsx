import { t } from '../../../shared/language/translate.ts'
import { ShieldAlert, ShieldCheck, ShieldQuestionMark } from 'lucide-react'
import { describeError } from '../../../shared/error-words.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { checkableBytes, useChecksum } from '../../state/checksum.ts'
import { Hint } from '../../ui/hint/Hint.tsx'
import styles from './ChecksumChip.module.css'

/** Whether the content is what was stored; a click checks it. */
export function ChecksumChip({ record }: { record: ArtifactRecord }) {
  const { checksum, check } = useChecksum(record)
  const whole = t('SHA-256 {checksum}', { checksum: record.checksum })
  switch (checksum.state) {
    case 'verified':
      return (
        <Hint text={whole}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its hint must be reachable by keyboard */}
          <span tabIndex={0} className={[styles['chip'], styles['verified']].join(' ')}>
            <ShieldCheck aria-hidden />
            {t('Verified')}
          </span>
        </Hint>
      )
    case 'checking':
      return <span className={styles['chip']}>{t('Checking…')}</span>
    case 'corrupt':
      return (
        <Hint text={t('The content does not match its {whole}', { whole })}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its hint must be reachable by keyboard */}
          <span tabIndex={0} role="alert" className={[styles['chip'], styles['corrupt']].join(' ')}>
            <ShieldAlert aria-hidden />
            {t('Checksum mismatch')}
          </span>
        </Hint>
      )
    case 'unchecked':
      return record.originalSize > checkableBytes ? (
        <span className={styles['chip']} title={whole}>
          {record.checksum.slice(0, 8)}
        </span>
      ) : (
        <Hint text={whole}>
          <button type="button" className={styles['chip']} onClick={check}>
            <ShieldQuestionMark aria-hidden />
            {t('Not checked yet')}
          </button>
        </Hint>
      )
    case 'failed':
      return (
        <Hint text={describeError(checksum.error).what}>
          <button type="button" className={styles['chip']} onClick={check}>
            <ShieldQuestionMark aria-hidden />
            {t('Check failed, try again')}
          </button>
        </Hint>
      )
  }
}
