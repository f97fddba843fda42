import { t } from '../../../shared/language/translate.ts'
import { HardDrive } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { downloadAddress } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination, type ViewName } from '../../state/route.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { isGated } from './size-gate.ts'
import styles from './SizeGate.module.css'

interface SizeGateProps {
  record: ArtifactRecord
  view: ViewName
  to: ArtifactDestination
  /** The viewer, which reads the content when it is shown. */
  children: ReactNode
}

/** Asks before a viewer takes as much memory as very large content needs. */
export function SizeGate({ record, view, to, children }: SizeGateProps) {
  const href = useHref()
  const [opened, setOpened] = useState<string>()
  if (!isGated(record, view) || opened === record.uri) return children
  const size = formatBytes(record.originalSize)
  const { place: _, ...whole } = to
  const actions = (
    <>
      <Button look="primary" onClick={() => setOpened(record.uri)}>
        {t('Open all {size}', { size })}
      </Button>
      <a className={styles['way']} href={href({ ...whole, as: 'hex' })}>
        {t('Look at its bytes')}
      </a>
      <a className={styles['way']} href={downloadAddress(record)} download={record.name}>
        {t('Download')}
      </a>
    </>
  )
  return (
    <Notice icon={<HardDrive aria-hidden />} title={t('This has {size}', { size })} actions={actions}>
      {t('Opened here, it takes about as much memory. Its bytes can be looked at without that, and a download takes none.')}
    </Notice>
  )
}
