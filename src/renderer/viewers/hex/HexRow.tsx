import { memo } from 'react'
import { asciiOf, type ByteRange, formatByte, formatOffset, rowBytes } from './hex-format.ts'
import styles from './HexRow.module.css'

interface HexRowProps {
  /** Offset of the row's first byte. */
  offset: number
  digits: number
  /** Undefined while they are on their way. */
  bytes: Uint8Array | undefined
  marked: ByteRange | undefined
}

export const HexRow = memo(function HexRow({ offset, digits, bytes, marked }: HexRowProps) {
  const cells = bytes === undefined ? [] : Array.from(bytes)
  const look = (index: number) =>
    marked !== undefined && offset + index >= marked.first && offset + index <= marked.last ? styles['marked'] : ''
  return (
    <div role="row" aria-rowindex={offset / rowBytes + 1} className={styles['row']}>
      <span role="rowheader" className={styles['offset']}>
        {formatOffset(offset, digits)}
      </span>
      <span role="cell" className={styles['bytes']}>
        {bytes === undefined && <span className={styles['pending']}>{'·· '.repeat(rowBytes)}</span>}
        {cells.map((byte, index) => (
          // A byte has no name but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <span
            key={index}
            data-offset={offset + index}
            className={[styles['byte'], byte === 0 ? styles['zero'] : '', look(index)].join(' ')}
          >
            {formatByte(byte)}
          </span>
        ))}
      </span>
      <span role="cell" className={styles['ascii']}>
        {cells.map((byte, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} data-offset={offset + index} className={[asciiOf(byte) === '·' ? styles['zero'] : '', look(index)].join(' ')}>
            {asciiOf(byte)}
          </span>
        ))}
      </span>
    </div>
  )
})
