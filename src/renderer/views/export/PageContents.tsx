import { sayReason } from '../../../shared/language/say-reason.ts'
import { listed, t } from '../../../shared/language/translate.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { type PageSummary } from '../../../shared/review-page/review-page.ts'
import styles from './ExportDialog.module.css'
import { Secrets } from './Secrets.tsx'

/** What the page will hold, what looks like a secret in it, and what it leaves out. */
export function PageContents({ page: { sizeBytes, contents, secrets, secretCount, leftOut } }: { page: PageSummary }) {
  return (
    <>
      <Secrets secrets={secrets} secretCount={secretCount} />
      <section aria-label={t('Contents')}>
        <h3 className={styles['heading']}>
          {t('One page, {sizeBytes}, that opens without a network', { sizeBytes: formatBytes(sizeBytes) })}
        </h3>
        <ul className={styles['list']}>
          {contents.map(({ title, facts }) => (
            <li key={title}>
              {sayReason(title)}: <span className={styles['muted']}>{listed(facts.split(', ').map(sayReason))}</span>
            </li>
          ))}
        </ul>
      </section>
      {leftOut.length > 0 && (
        <section aria-label={t('Left out')}>
          <h3 className={styles['heading']}>{t('Left out of the page')}</h3>
          <ul className={styles['list']}>
            {leftOut.map(({ what, because }) => (
              <li key={what}>
                {sayReason(what)}: <span className={styles['muted']}>{sayReason(because)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
