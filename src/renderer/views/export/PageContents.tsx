import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type PageSummary } from '../../../shared/review-page/review-page.ts'
import { plural } from '../../ui/plural.ts'
import styles from './ExportDialog.module.css'

const shownSecrets = 50

/** What the page will hold, what looks like a secret in it, and what it leaves out. */
export function PageContents({ page: { sizeBytes, contents, secrets, secretCount, leftOut } }: { page: PageSummary }) {
  return (
    <>
      <section aria-label="Secrets" className={secretCount > 0 ? styles['found'] : styles['clean']}>
        <p role="status" className={styles['verdict']}>
          {secretCount > 0 ? <ShieldAlert aria-hidden /> : <ShieldCheck aria-hidden />}
          {secretCount > 0
            ? `${plural(secretCount, 'place')} that ${secretCount === 1 ? 'looks' : 'look'} like a secret. Nothing is written yet.`
            : 'Nothing in it looks like a secret.'}
        </p>
        {secretCount > 0 && (
          <ul className={styles['secrets']}>
            {secrets.slice(0, shownSecrets).map(({ what, where, line, masked }, index) => (
              <li key={`${index} ${where}`}>
                <strong>{what}</strong> in {where}, line {line}: <code>{masked}</code>
              </li>
            ))}
            {secretCount > shownSecrets && <li>and {plural(secretCount - shownSecrets, 'more', 'more')}</li>}
          </ul>
        )}
      </section>
      <section aria-label="Contents">
        <h3 className={styles['heading']}>One page, {formatBytes(sizeBytes)}, that opens without a network</h3>
        <ul className={styles['list']}>
          {contents.map(({ title, facts }) => (
            <li key={title}>
              {title}: <span className={styles['muted']}>{facts}</span>
            </li>
          ))}
        </ul>
      </section>
      {leftOut.length > 0 && (
        <section aria-label="Left out">
          <h3 className={styles['heading']}>Left out of the page</h3>
          <ul className={styles['list']}>
            {leftOut.map(({ what, because }) => (
              <li key={what}>
                {what}: <span className={styles['muted']}>{because}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
