// The pictures of a binary patch, old and new. They are never more than an <img> of bytes in memory: no markup, no script.
import { t } from '../../../../shared/language/translate.ts'
import { useEffect, useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type BinaryPatch, readBinaryPatch } from './binary-patch.ts'
import { pictureType } from './picture-type.ts'
import styles from './PictureRow.module.css'

type Side = { state: 'reading' } | { state: 'shown'; address: string; bytes: number } | { state: 'unreadable' }

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
    const show = (bytes: Uint8Array<ArrayBuffer> | undefined): Side => {
      if (bytes === undefined) return { state: 'unreadable' }
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
  return (
    <div className={styles['pictures']}>
      {file.change !== 'added' && <Picture side={sides.old} name={t('Before')} />}
      {file.change !== 'deleted' && <Picture side={sides.new} name={t('After')} />}
    </div>
  )
}

function Picture({ side, name }: { side: Side; name: string }) {
  const [isBroken, setBroken] = useState(false)
  const [size, setSize] = useState('')
  if (side.state === 'reading') return null
  if (side.state === 'unreadable' || isBroken) {
    return (
      <figure className={styles['picture']}>
        <figcaption className={styles['words']}>
          {name}: {side.state === 'unreadable' ? t('not whole in this diff') : t('no picture that can be shown')}
        </figcaption>
      </figure>
    )
  }
  return (
    <figure className={styles['picture']}>
      <img
        className={styles['image']}
        src={side.address}
        alt={name}
        onError={() => setBroken(true)}
        onLoad={({ currentTarget }) => setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)}
      />
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
