// A picture of a binary patch as large as the window lets it be, the old one in the place of the new one.
import { type CSSProperties, useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { t } from '../../../../shared/language/translate.ts'
import { Frame } from '../../../ui/Frame.tsx'
import { Toggle } from '../../parts/Toggle.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { splitPath } from '../model/diff-file.ts'
import styles from './PictureDialog.module.css'

export interface ShownPicture {
  address: string
  bytes: number
}

interface PictureDialogProps {
  path: string
  old: ShownPicture | undefined
  new: ShownPicture | undefined
  side: 'old' | 'new'
  onSide: (side: 'old' | 'new') => void
  onClose: () => void
}

/** Pictures no larger than this are icons, whose points are to be seen. */
const iconPixels = 128

export function PictureDialog(props: PictureDialogProps) {
  const { path, side, onSide } = props
  const [isFitted, setFitted] = useState(true)
  const [size, setSize] = useState<{ of: string; width: number; height: number }>()
  const picture = props[side]
  if (picture === undefined) return null
  const name = side === 'old' ? t('Before') : t('After')
  const known = size?.of === picture.address ? size : undefined
  const isIcon = known !== undefined && Math.max(known.width, known.height) <= iconPixels
  const ratio: CSSProperties & Record<'--ratio', number> = { '--ratio': known === undefined ? 1 : known.width / known.height }
  return (
    <Frame title={splitPath(path).base} onClose={props.onClose} isFull>
      <Toolbar
        label={t('Image')}
        facts={
          <>
            <span>{name}</span>
            {known !== undefined && (
              <span>
                {known.width} × {known.height}
              </span>
            )}
            <span>{formatBytes(picture.bytes)}</span>
          </>
        }
      >
        {props.old !== undefined && props.new !== undefined && (
          <>
            <Toggle label={t('Before')} isOn={side === 'old'} onChange={() => onSide('old')}>
              {t('Before')}
            </Toggle>
            <Toggle label={t('After')} isOn={side === 'new'} onChange={() => onSide('new')}>
              {t('After')}
            </Toggle>
          </>
        )}
        <Toggle label={t('Fit into the window')} isOn={isFitted} onChange={() => setFitted(true)}>
          {t('Fit')}
        </Toggle>
        <Toggle label={t('100 %: original size')} isOn={!isFitted} onChange={() => setFitted(false)}>
          100 %
        </Toggle>
      </Toolbar>
      {/* Scrolled with the keyboard like any other content that is larger than its place. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={isFitted ? styles['fitted'] : styles['whole']} tabIndex={0} role="group" aria-label={path}>
        <img
          src={picture.address}
          alt={name}
          className={styles['image']}
          style={ratio}
          {...(isIcon ? { 'data-icon': '' } : {})}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ of: picture.address, width, height })}
        />
      </div>
    </Frame>
  )
}
