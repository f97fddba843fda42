import { formatBytes } from '../../../shared/bytes.ts'
import { archiveHoldsOriginals, notTextWords } from '../../../shared/export-scan.ts'
import { type Scanning } from '../../state/export-scan.ts'
import { FailedNotice } from '../../ui/FailedNotice.tsx'
import { formatCount, plural } from '../../ui/plural.ts'
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
            Looking for secrets
            {total === null ? '' : `: ${formatCount(done)} of ${plural(total, 'artifact')}, ${formatBytes(bytes)}`}
          </p>
          <ProgressBar label="Looking for secrets" ratio={total === null || total === 0 ? null : done / total} />
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
          <section aria-label="Contents">
            <h3 className={styles['heading']}>
              {plural(artifacts, 'artifact')}, {formatBytes(sizeBytes)} before it is packed
            </h3>
            <p className={styles['muted']}>
              Originals with their records and checksums. Unpacked, it is a store; <code>sha256sum --check SHA256SUMS</code> checks it.
            </p>
          </section>
          {damaged > 0 && (
            <section aria-label="Left out">
              <h3 className={styles['heading']}>Left out of the archive</h3>
              <p className={styles['muted']}>
                {plural(damaged, 'artifact')} whose content is damaged, named in <code>export_summary.json</code>
              </p>
            </section>
          )}
        </>
      )
    }
  }
}
