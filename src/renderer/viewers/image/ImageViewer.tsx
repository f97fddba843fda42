import { t } from '../../../shared/language/translate.ts'
import { ImageOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { HexViewer } from '../hex/HexViewer.tsx'
import { Toggle } from '../parts/Toggle.tsx'
import { Toolbar } from '../parts/Toolbar.tsx'
import { useViewerKeys } from '../viewer-keys.ts'
import { type ViewerProps } from '../viewer.ts'
import { fetchProblem } from './fetch-problem.ts'
import styles from './ImageViewer.module.css'
import { isSvg, useImageAddress } from './use-image-address.ts'

type Picture =
  | { state: 'loading' }
  | { state: 'shown'; width: number; height: number }
  /** The bytes came, but they are no image that the browser knows. */
  | { state: 'undecodable' }
  | { state: 'failed'; error: VitrineError }

/** An image at its own size or fitted, over a pattern that shows what is transparent. */
export function ImageViewer(props: ViewerProps) {
  const { record } = props.artifact
  const [attempt, setAttempt] = useState(0)
  const [isHex, setHex] = useState(false)
  if (isHex) return <HexViewer {...props} />
  return (
    <Shown
      key={`${props.address} ${attempt}`}
      {...props}
      record={record}
      onHex={() => setHex(true)}
      onRetry={() => setAttempt(attempt + 1)}
    />
  )
}

interface ShownProps extends ViewerProps {
  record: ViewerProps['artifact']['record']
  onHex: () => void
  onRetry: () => void
}

function Shown({ record, address, onHex, onRetry }: ShownProps) {
  const root = useRef<HTMLElement>(null)
  const [picture, setPicture] = useState<Picture>({ state: 'loading' })
  const [isFitted, setFitted] = useState(true)
  const { source, error } = useImageAddress(address, isSvg(record))
  useViewerKeys(root, { 0: () => setFitted(true), 1: () => setFitted(false) })
  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  const explain = async () => {
    const problem = await fetchProblem(address)
    if (isMounted.current) setPicture(problem === undefined ? { state: 'undecodable' } : { state: 'failed', error: problem })
  }
  const failure = error ?? (picture.state === 'failed' ? picture.error : undefined)
  if (failure !== undefined) return <FailedNotice error={failure} retry={onRetry} />
  if (picture.state === 'undecodable') {
    return (
      <Notice
        icon={<ImageOff aria-hidden />}
        title={t('This image cannot be shown.')}
        actions={<Button onClick={onHex}>{t('Show its bytes')}</Button>}
      >
        {t(
          'Its {originalSize} are here, but they are not an image that can be decoded; it may be damaged or of a kind this window does not know.',
          { originalSize: formatBytes(record.originalSize) },
        )}
      </Notice>
    )
  }
  return (
    <section ref={root} className={styles['viewer']} aria-label={t('Image')} data-viewer>
      <Toolbar
        label={t('Image')}
        facts={
          <>
            {picture.state === 'shown' && (
              <span>
                {picture.width} × {picture.height}
              </span>
            )}
            <span>{formatBytes(record.originalSize)}</span>
            <span>{record.mimeType}</span>
          </>
        }
      >
        <Toggle label={t('Fit into the window')} shortcut="0" isOn={isFitted} onChange={() => setFitted(true)}>
          {t('Fit')}
        </Toggle>
        <Toggle label={t('100 %: original size')} shortcut="1" isOn={!isFitted} onChange={() => setFitted(false)}>
          100 %
        </Toggle>
      </Toolbar>
      {/* Scrolled with the keyboard like any other content that is larger than its place. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={isFitted ? styles['fitted'] : styles['whole']} tabIndex={0} role="group" aria-label={record.name}>
        {picture.state === 'loading' && <Skeleton rows={3} label={t('Loading the image')} />}
        {source !== undefined && (
          <img
            src={source}
            alt={record.name}
            className={styles['image']}
            hidden={picture.state === 'loading'}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setPicture({ state: 'shown', width: naturalWidth, height: naturalHeight })
            }
            onError={() => void explain()}
          />
        )}
      </div>
    </section>
  )
}
