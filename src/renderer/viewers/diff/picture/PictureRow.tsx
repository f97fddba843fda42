// The pictures of a binary patch, old and new. They are never more than an <img> of bytes in memory: no markup, no script.
import { t } from '../../../../shared/language/translate.ts'
import { useEffect, useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type BinaryPatch, type BinaryVersion, readBinaryPatch } from './binary-patch.ts'
import { PictureDialog, type ShownPicture } from './PictureDialog.tsx'
import { pictureType } from './picture-type.ts'
import styles from './PictureRow.module.css'

type Side = { state: 'reading' } | ({ state: 'shown' } & ShownPicture) | { state: 'unreadable'; size: number | undefined }

interface Sides {
  old: Side
  new: Side
}

const reading: Sides = { old: { state: 'reading' }, new: { state: 'reading' } }

function usePictures(patches: readonly BinaryPatch[], path: string): Sides {
  const [known, setKnown] = useState<{ of: readonly BinaryPatch[]; sides: Sides }>()
  useEffect(() => {
    const addresses: string[] = []
    let isGone = false
    const show = ({ bytes, size }: BinaryVersion): Side => {
      if (bytes === undefined) return { state: 'unreadable', size }
      const address = URL.createObjectURL(new Blob([bytes], { type: pictureType(path) ?? '' }))
      addresses.push(address)
      return { state: 'shown', address, bytes: bytes.length }
    }
    const read = async () => {
      const versions = await readBinaryPatch(patches)
      if (!isGone) setKnown({ of: patches, sides: { old: show(versions.old), new: show(versions.new) } })
    }
    void read()
    return () => {
      isGone = true
      for (const address of addresses) URL.revokeObjectURL(address)
    }
  }, [patches, path])
  return known?.of === patches ? known.sides : reading
}

export function PictureRow({ file, patches }: { file: DiffFile; patches: readonly BinaryPatch[] }) {
  const sides = usePictures(patches, file.path)
  const [large, setLarge] = useState<'old' | 'new'>()
  const shown = (side: 'old' | 'new') => (sides[side].state === 'shown' ? sides[side] : undefined)
  return (
    <div className={styles['pictures']}>
      {file.change !== 'added' && <Picture side={sides.old} name={t('Before')} onEnlarge={() => setLarge('old')} />}
      {file.change !== 'deleted' && <Picture side={sides.new} name={t('After')} onEnlarge={() => setLarge('new')} />}
      {large !== undefined && (
        <PictureDialog
          path={file.path}
          old={file.change === 'added' ? undefined : shown('old')}
          new={file.change === 'deleted' ? undefined : shown('new')}
          side={large}
          onSide={setLarge}
          onClose={() => setLarge(undefined)}
        />
      )}
    </div>
  )
}

/** Why there is no picture of one side. */
function reasonOf(side: Side, isBroken: boolean): string | undefined {
  if (side.state === 'unreadable')
    return side.size === undefined
      ? t('not whole in this diff')
      : t('{size}, of which this diff holds only what changed', { size: formatBytes(side.size) })
  if (side.state === 'shown' && side.bytes === 0) return t('an empty file')
  return isBroken ? t('no picture that can be shown') : undefined
}

function Picture({ side, name, onEnlarge }: { side: Side; name: string; onEnlarge: () => void }) {
  const [isBroken, setBroken] = useState(false)
  const [size, setSize] = useState('')
  if (side.state === 'reading') return null
  const whyNot = reasonOf(side, isBroken)
  if (side.state === 'unreadable' || whyNot !== undefined) {
    return (
      <figure className={styles['picture']}>
        <figcaption className={styles['words']}>
          {name}: {whyNot}
        </figcaption>
      </figure>
    )
  }
  return (
    <figure className={styles['picture']}>
      <button
        type="button"
        className={styles['enlarge']}
        aria-label={t('{name}: enlarge', { name })}
        aria-haspopup="dialog"
        onClick={onEnlarge}
      >
        <img
          className={styles['image']}
          src={side.address}
          alt={name}
          onError={() => setBroken(true)}
          onLoad={({ currentTarget }) => setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)}
        />
      </button>
      <figcaption className={styles['words']}>
        {name}
        <br />
        {size}
        <br />
        {formatBytes(side.bytes)}
      </figcaption>
    </figure>
  )
}
