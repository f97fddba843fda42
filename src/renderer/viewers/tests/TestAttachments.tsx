import { t } from '../../../shared/language/translate.ts'
import { type TestAttachment } from '../../../shared/test-report.ts'
import styles from './TestAttachments.module.css'

/** What the report says a test left beside its result; only its name is here, not the thing itself. */
export function TestAttachments({ attachments }: { attachments: readonly TestAttachment[] }) {
  return (
    <section className={styles['attachments']} aria-label={t('Attachments')}>
      <h4>{t('Attachments')}</h4>
      <ul>
        {attachments.map(({ name, mimeType, path }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {name}
            {mimeType !== undefined && <span className={styles['type']}> {mimeType}</span>}
            {path !== undefined && <code className={styles['path']}>{path}</code>}
          </li>
        ))}
      </ul>
    </section>
  )
}
