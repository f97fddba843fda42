import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { type SecretFinding } from '../../../shared/review-page/secret.ts'
import { Sentence } from '../../ui/words/Sentence.tsx'
import { plural } from '../../ui/words/plural.ts'
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
    <section aria-label={t('Secrets')} className={secretCount > 0 ? styles['found'] : styles['clean']}>
      <p role="status" className={styles['verdict']}>
        {secretCount > 0 ? <ShieldAlert aria-hidden /> : <ShieldCheck aria-hidden />}
        {secretCount > 0
          ? t('{places} like a secret. Nothing is written yet.', { places: plural(secretCount, 'place that looks', 'places that look') })
          : t('Nothing in it looks like a secret.')}
      </p>
      {secretCount > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and keys must reach that
        <ul className={styles['secrets']} tabIndex={0} aria-label={t('Places')}>
          {shown.map(({ what, where, line, masked }, index) => (
            <li key={`${index} ${where}`}>
              <Sentence
                words="{what} in {where}, line {line}: {masked}"
                of={{ what: <strong>{sayReason(what)}</strong>, where: sayReason(where), line, masked: <code>{masked}</code> }}
              />
            </li>
          ))}
          {secretCount > shown.length && <li>{t('and {more}', { more: plural(secretCount - shown.length, 'more', 'more') })}</li>}
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
