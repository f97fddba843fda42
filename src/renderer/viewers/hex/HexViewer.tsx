import { t } from '../../../shared/language/translate.ts'
import { Binary } from 'lucide-react'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { formatCount } from '../../ui/words/plural.ts'
import { sayFailure } from '../../ui/notices/toasts.ts'
import { type RowWindow } from '../../ui/rows/scroll-range.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../ui/rows/VirtualRows.tsx'
import { useCharacterWidth } from '../lines/use-character-width.ts'
import { Toolbar } from '../parts/Toolbar.tsx'
import { type ViewerProps } from '../viewer.ts'
import { type BytesView, ByteWindows } from './byte-windows.ts'
import { type ByteRange, formatByte, formatBytePlace, offsetDigits, parseBytePlace, rowBytes } from './hex-format.ts'
import { HexRow } from './HexRow.tsx'
import rowStyles from './HexRow.module.css'
import styles from './HexViewer.module.css'
import { OffsetField } from './OffsetField.tsx'

const rowHeightPx = 20
const mostCopiedBytes = 1 << 20

/** Any bytes, sixteen to a row, fetched only where they are looked at. */
export function HexViewer({ artifact: { record }, address, place, onPlace }: ViewerProps) {
  const sizeBytes = record.originalSize
  const list = useRef<VirtualRowsHandle>(null)
  const frame = useRef<HTMLDivElement>(null)
  const windows = useMemo(
    () => new ByteWindows((range, signal) => fetch(address, { headers: { Range: range }, signal }), sizeBytes),
    [address, sizeBytes],
  )
  const view = useSyncExternalStore(windows.subscribe, windows.getView)
  const marked = useMemo(() => parseBytePlace(place), [place])
  const anchor = useRef<number | undefined>(undefined)
  const digits = offsetDigits(sizeBytes)
  const cellPx = useCharacterWidth(frame, rowStyles['row'] ?? '')
  const [seen, setSeen] = useState<RowWindow>({ first: 0, end: 0 })

  const onView = useCallback(
    (rows: RowWindow) => setSeen((known) => (known.first === rows.first && known.end === rows.end ? known : rows)),
    [],
  )
  useEffect(() => {
    if (seen.end > 0) windows.want(seen.first * rowBytes, seen.end * rowBytes)
  }, [windows, seen])
  useEffect(() => {
    if (marked !== undefined) list.current?.scrollToRow(Math.floor(marked.first / rowBytes), 'nearest')
  }, [marked])
  const renderRow = useCallback(
    (row: number) => {
      const offset = row * rowBytes
      const bytes = view.read(offset, Math.min(offset + rowBytes, sizeBytes))
      return <HexRow offset={offset} digits={digits} bytes={bytes} marked={marked} />
    },
    [view, sizeBytes, digits, marked],
  )

  const mark = (range: ByteRange) => onPlace(formatBytePlace(range))
  const click = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-offset]') : null
    if (cell === null) return
    const offset = Number(cell.dataset['offset'])
    const from = event.shiftKey ? (anchor.current ?? marked?.first ?? offset) : offset
    if (!event.shiftKey) anchor.current = offset
    mark({ first: Math.min(from, offset), last: Math.max(from, offset) })
  }
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -rowBytes, ArrowDown: rowBytes }
    const by = steps[event.key]
    if (by === undefined || marked === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const from = event.shiftKey ? (anchor.current ?? marked.first) : undefined
    const at = from === undefined || from === marked.first ? marked.last : marked.first
    const to = Math.max(0, Math.min(sizeBytes - 1, at + by))
    if (from === undefined) anchor.current = to
    mark(from === undefined ? { first: to, last: to } : { first: Math.min(from, to), last: Math.max(from, to) })
  }
  const copy = (event: ClipboardEvent) => {
    if (marked === undefined || marked.last - marked.first >= mostCopiedBytes) return
    event.preventDefault()
    const bytes = view.read(marked.first, marked.last + 1)
    if (bytes?.length === marked.last + 1 - marked.first) event.clipboardData.setData('text/plain', hexText(bytes))
    else void copyLater(windows, marked).catch(sayFailure)
  }

  if (sizeBytes === 0) return <Notice icon={<Binary aria-hidden />} title={t('This file is empty.')} />
  return (
    <section className={styles['viewer']} aria-label={t('Bytes')} data-viewer>
      <Toolbar
        label={t('Bytes')}
        facts={
          <>
            <span>
              {t('{count} bytes', { count: formatCount(sizeBytes) })}
              {sizeBytes >= 1024 && ` (${formatBytes(sizeBytes)})`}
            </span>
            {marked !== undefined && <span>{markedWords(marked, view)}</span>}
          </>
        }
      >
        <OffsetField sizeBytes={sizeBytes} onOffset={(offset) => mark({ first: offset, last: offset })} />
      </Toolbar>
      {view.error !== undefined ? (
        <FailedNotice error={view.error} retry={() => windows.retry()} />
      ) : (
        <div ref={frame} className={styles['list']}>
          <VirtualRows
            role="table"
            aria-label={t('Bytes')}
            aria-rowcount={Math.ceil(sizeBytes / rowBytes)}
            rowCount={Math.ceil(sizeBytes / rowBytes)}
            rowHeight={rowHeightPx}
            renderRow={renderRow}
            contentWidthPx={Math.ceil((digits + 2 + 49 + 2 + rowBytes) * cellPx) + 24}
            onView={onView}
            handle={list}
            onClick={click}
            onKeyDown={press}
            onCopy={copy}
          />
        </div>
      )}
    </section>
  )
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, formatByte).join(' ')
}

async function copyLater(windows: ByteWindows, { first, last }: ByteRange): Promise<void> {
  await navigator.clipboard.writeText(hexText(await windows.fetch(first, last + 1)))
}

function markedWords({ first, last }: ByteRange, view: BytesView): string {
  if (last > first) return `${formatBytePlace({ first, last })}: ${t('{count} bytes', { count: formatCount(last - first + 1) })}`
  const [byte] = view.read(first, first + 1) ?? []
  const value = byte === undefined ? '' : ` = 0x${formatByte(byte)}, ${byte}`
  return `${formatBytePlace({ first, last })} (${formatCount(first)})${value}`
}
