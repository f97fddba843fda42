import { t } from '../../../shared/language/translate.ts'
import { exportAddress } from '../../../shared/address.ts'
import { type ExportTarget } from '../../../shared/export-scan.ts'
import { closeDialog } from '../../state/dialog.ts'
import { type Scanning } from '../../state/export-scan.ts'
import { ButtonLink } from '../../ui/controls/ButtonLink.tsx'

/** Nothing while it is not known what would leave. */
export function SaveArchive({ target, scanning }: { target: ExportTarget; scanning: Scanning }) {
  if (scanning.state !== 'ready' || scanning.scan.artifacts === 0) return null
  const { secretCount, fingerprint } = scanning.scan
  return (
    <ButtonLink
      {...(secretCount > 0 ? {} : { look: 'primary' as const })}
      href={exportAddress(target, fingerprint)}
      download
      onClick={closeDialog}
    >
      {secretCount > 0 ? t('Save as ZIP with secrets') : t('Save as ZIP')}
    </ButtonLink>
  )
}
