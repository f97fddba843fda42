import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Usage } from '../../../../shared/usage.ts'
import styles from './QuotaBar.module.css'

const percent = (ratio: number) => `${Math.min(100, ratio * 100)}%`

/** What is stored of what may be, and from where on everyone is warned. */
export function QuotaBar({ usage: { total, quota } }: { usage: Usage }) {
  const { maxSizeBytes, usedRatio, warnRatio, isNear } = quota
  const sizes = { sizeBytes: formatBytes(total.sizeBytes), maxSizeBytes: formatBytes(maxSizeBytes) }
  const words =
    usedRatio > 0 && usedRatio < 0.01
      ? t('{sizeBytes} of {maxSizeBytes}, less than 1 %', sizes)
      : t('{sizeBytes} of {maxSizeBytes}, {percent} %', { ...sizes, percent: Math.floor(usedRatio * 100) })
  return (
    <div className={styles['quota']}>
      <div
        role="meter"
        aria-label={t('Quota')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round(usedRatio * 100))}
        aria-valuetext={words}
        className={styles['track']}
      >
        <div
          className={[styles['fill'], usedRatio >= 1 ? styles['full'] : isNear ? styles['near'] : ''].join(' ')}
          style={{ width: percent(usedRatio) }}
        />
        <div
          className={styles['threshold']}
          style={{ left: percent(warnRatio) }}
          title={t('Warned from {percent} % on', { percent: Math.round(warnRatio * 100) })}
        />
      </div>
      <p className={styles['words']}>
        <span>{words}</span>
        {usedRatio >= 1 ? (
          <strong className={styles['fullWords']}>{t('Full: uploads are refused')}</strong>
        ) : isNear ? (
          <strong className={styles['nearWords']}>{t('Nearly full')}</strong>
        ) : (
          <span className={styles['muted']}>{t('warns at {percent} %', { percent: Math.round(warnRatio * 100) })}</span>
        )}
      </p>
    </div>
  )
}
