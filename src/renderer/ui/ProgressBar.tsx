import styles from './ProgressBar.module.css'

/** How far something is, from 0 to 1; `null` while nobody knows. */
export function ProgressBar({ label, ratio }: { label: string; ratio: number | null }) {
  const percent = ratio === null ? null : Math.round(ratio * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className={[styles['track'], percent === null ? styles['unknown'] : ''].join(' ')}
    >
      <div className={styles['fill']} {...(percent === null ? {} : { style: { width: `${percent}%` } })} />
    </div>
  )
}
