import { t } from '../../../shared/language/translate.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { archiveHoldsOriginals, notTextWords } from '../../../shared/export-scan.ts'
import { type Scanning } from '../../state/export-scan.ts'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { Sentence } from '../../ui/words/Sentence.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import styles from './ExportDialog.module.css'
import { Secrets } from './Secrets.tsx'

/** What the archive will hold, and what looks like a secret in it. */
export function ArchiveContents({ scanning }: { scanning: Scanning }) {
  switch (scanning.state) {
    case 'scanning': {
      const { done, total, bytes = 0 } = scanning.progress
      return (
        <div className={styles['looking']}>
          <p>
            {total === null
              ? t('Looking for secrets')
              : t('Looking for secrets: {done} of {artifacts}, {bytes}', {
                  done: formatCount(done),
                  artifacts: plural(total, 'artifact'),
                  bytes: formatBytes(bytes),
                })}
          </p>
          <ProgressBar label={t('Looking for secrets')} ratio={total === null || total === 0 ? null : done / total} />
        </div>
      )
    }
    case 'failed':
      return <FailedNotice error={scanning.error} retry={scanning.retry} />
    case 'ready': {
      const { artifacts, sizeBytes, secrets, secretCount, notText, damaged } = scanning.scan
      const notes = [...(secretCount > 0 ? [archiveHoldsOriginals] : []), ...(notText > 0 ? [notTextWords(notText)] : [])]
      return (
        <>
          <Secrets secrets={secrets} secretCount={secretCount} notes={notes} />
          <section aria-label={t('Contents')}>
            <h3 className={styles['heading']}>
              {t('{artifacts}, {sizeBytes} before it is packed', {
                artifacts: plural(artifacts, 'artifact'),
                sizeBytes: formatBytes(sizeBytes),
              })}
            </h3>
            <p className={styles['muted']}>
              <Sentence
                words="Originals with their records and checksums. Unpacked, it is a store; {command} checks it."
                of={{ command: <code>sha256sum --check SHA256SUMS</code> }}
              />
            </p>
          </section>
          {damaged > 0 && (
            <section aria-label={t('Left out')}>
              <h3 className={styles['heading']}>{t('Left out of the archive')}</h3>
              <p className={styles['muted']}>
                <Sentence
                  words="{artifacts} whose content is damaged, named in {file}"
                  of={{ artifacts: plural(damaged, 'artifact'), file: <code>export_summary.json</code> }}
                />
              </p>
            </section>
          )}
        </>
      )
    }
  }
}
