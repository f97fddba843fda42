import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { type SecretFinding } from '../../../shared/review-page/secret.ts'
import { plural } from '../../ui/plural.ts'
import styles from './ExportDialog.module.css'

const shownSecrets = 50

interface SecretsProps {
  secrets: readonly SecretFinding[]
  secretCount: number
  /** What cannot be said by naming places. */
  notes?: readonly string[]
}

/** What looks like a secret in something that is about to leave. */
export function Secrets({ secrets, secretCount, notes = [] }: SecretsProps) {
  const shown = secrets.slice(0, shownSecrets)
  return (
    <section aria-label="Secrets" className={secretCount > 0 ? styles['found'] : styles['clean']}>
      <p role="status" className={styles['verdict']}>
        {secretCount > 0 ? <ShieldAlert aria-hidden /> : <ShieldCheck aria-hidden />}
        {secretCount > 0
          ? `${plural(secretCount, 'place')} that ${secretCount === 1 ? 'looks' : 'look'} like a secret. Nothing is written yet.`
          : 'Nothing in it looks like a secret.'}
      </p>
      {secretCount > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and keys must reach that
        <ul className={styles['secrets']} tabIndex={0} aria-label="Places">
          {shown.map(({ what, where, line, masked }, index) => (
            <li key={`${index} ${where}`}>
              <strong>{what}</strong> in {where}, line {line}: <code>{masked}</code>
            </li>
          ))}
          {secretCount > shown.length && <li>and {plural(secretCount - shown.length, 'more', 'more')}</li>}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note} className={styles['remark']}>
          {note}
        </p>
      ))}
    </section>
  )
}
