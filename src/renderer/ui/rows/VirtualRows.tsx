// Any number of rows of one height: only those on screen exist, and their elements are reused as the list scrolls.
import {
  type ComponentPropsWithoutRef,
  type CSSProperties,
  type ReactNode,
  type Ref,
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import {
  type RowAlign,
  type RowWindow,
  clampTopPx,
  heightCapPx,
  isScaled,
  rowWindow,
  scrollRange,
  scrollTopOf,
  topPxForRow,
  topPxOf,
} from './scroll-range.ts'
import { useIsPainted } from '../next-paint.ts'
import { noSlots, slotsFor } from './row-slots.ts'
import styles from './VirtualRows.module.css'

/** What the owner of the list may ask of it. Positions are pixels in the content, not in the browser's capped range. */
export interface VirtualRowsHandle {
  element: HTMLElement
  topPx: () => number
  scrollToPx: (topPx: number) => void
  scrollToRow: (row: number, align?: RowAlign) => void
  /** The row under a point of the screen; outside the list, the nearest one on screen. */
  rowAtY: (clientY: number) => number
}

type ScrollerProps = Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'ref' | 'onScroll'>

export interface VirtualRowsProps extends ScrollerProps {
  rowCount: number
  rowHeight: number
  /** The whole element of a row. A new function paints all rows again, so keep it the same while their content is. */
  renderRow: (row: number) => ReactNode
  /** Rows kept ready above and below the screen. Those above may show something that reaches down into it. */
  overscan?: number
  overscanBelow?: number
  /** About how high the list will be: its rows are there when it is measured, and need not be laid out twice. */
  expectedPx?: number
  /** Width of the longest row, when rows may be wider than the list. */
  contentWidthPx?: number
  /** Pixels at the top that something sticky covers; `scrollToRow` keeps rows below it. */
  insetPx?: number
  /** Drawn over the rows, at the top of the list. */
  overlay?: (topPx: number) => ReactNode
  /** Called after the rows on screen (overscan included) or the position changed. */
  onView?: (rows: RowWindow, topPx: number) => void
  handle?: Ref<VirtualRowsHandle>
}

interface RowSlotProps {
  row: number
  renderRow: (row: number) => ReactNode
}

// It stands where it stands: a place of its own would be one more thing to style anew when the rows move.
const RowSlot = memo(function RowSlot({ row, renderRow }: RowSlotProps) {
  const content = renderRow(row)
  return (
    <div className={content === null ? styles['empty'] : styles['row']} role="presentation">
      {content}
    </div>
  )
})

export function VirtualRows(props: VirtualRowsProps) {
  const {
    rowCount,
    rowHeight,
    renderRow,
    overscan = 8,
    overscanBelow = overscan,
    expectedPx = 0,
    contentWidthPx,
    insetPx = 0,
    overlay,
    onView,
    handle,
    className,
    ...rest
  } = props
  const scrollerProps = { tabIndex: 0, ...rest }
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef(0)
  // The scroller's position as this component last set or saw it: tells its own scrolling from the reader's.
  const seenScrollTop = useRef(0)
  const [viewportPx, setViewportPx] = useState(expectedPx)
  const isPainted = useIsPainted()
  const [topPx, setTopPx] = useState(0)
  const range = useMemo(
    () => scrollRange(rowCount * rowHeight, viewportPx, heightCapPx(globalThis.devicePixelRatio)),
    [rowCount, rowHeight, viewportPx],
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const measure = () => setViewportPx(element.clientHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const show = useCallback((next: number) => {
    top.current = next
    flushSync(() => setTopPx(next))
  }, [])

  const place = useCallback(
    (next: number) => {
      const element = scroller.current
      top.current = clampTopPx(range, next)
      setTopPx(top.current)
      if (element === null) return
      const scrollTop = scrollTopOf(range, top.current)
      // Setting even the same position would end a smooth scroll under way.
      if (Math.abs(element.scrollTop - scrollTop) >= 0.5) element.scrollTop = scrollTop
      seenScrollTop.current = element.scrollTop
    },
    [range],
  )

  // A list that became shorter or was resized stands inside its new range; where it stood is still what `topPx` answers, so that its
  // owner can find the same rows elsewhere.
  useLayoutEffect(() => {
    const stood = top.current
    place(stood)
    top.current = stood
  }, [place])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const onScroll = () => {
      if (Math.abs(element.scrollTop - seenScrollTop.current) < 0.5) return
      seenScrollTop.current = element.scrollTop
      show(topPxOf(range, element.scrollTop))
    }
    // In a scaled range a turn of the wheel must still move by its own pixels, so the browser may not apply it.
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0 || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      const unit =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? viewportPx : 1
      flushSync(() => place(clampTopPx(range, top.current) + event.deltaY * unit))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    if (isScaled(range)) element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [range, place, show, rowHeight, viewportPx])

  useImperativeHandle(
    handle,
    () => ({
      get element() {
        if (scroller.current === null) throw new Error('the list is not on the page')
        return scroller.current
      },
      topPx: () => top.current,
      scrollToPx: place,
      scrollToRow: (row, align = 'nearest') => place(topPxForRow(range, rowHeight, row, clampTopPx(range, top.current), align, insetPx)),
      rowAtY: (clientY) => {
        const box = scroller.current?.getBoundingClientRect()
        const y = Math.min(Math.max(clientY - (box?.top ?? 0), 0), Math.max(0, viewportPx - 1))
        return Math.max(0, Math.min(rowCount - 1, Math.floor((clampTopPx(range, top.current) + y) / rowHeight)))
      },
    }),
    [range, place, rowHeight, rowCount, insetPx, viewportPx],
  )

  const shownTopPx = clampTopPx(range, topPx)
  const rows = rowWindow(rowCount, rowHeight, viewportPx, shownTopPx, isPainted ? overscan : 0, isPainted ? overscanBelow : 0)
  useEffect(() => onView?.({ first: rows.first, end: rows.end }, shownTopPx), [onView, rows.first, rows.end, shownTopPx])

  const [lastSlots, setLastSlots] = useState(noSlots)
  const slots = slotsFor(lastSlots, rows)
  if (slots !== lastSlots) setLastSlots(slots)
  const ratio = globalThis.devicePixelRatio
  const offset = Math.round((slots.base * rowHeight - shownTopPx) * ratio) / ratio
  const strip: CSSProperties & Record<'--row-height', string> = {
    transform: `translateY(${offset}px)`,
    paddingTop: (rows.first - slots.base) * rowHeight,
    '--row-height': `${rowHeight}px`,
  }
  return (
    <div
      {...scrollerProps}
      ref={scroller}
      className={`${styles['scroller']} ${contentWidthPx === undefined ? '' : styles['wide']} ${className ?? ''}`}
    >
      <div className={styles['range']} role="presentation" style={{ height: range.rangePx, width: contentWidthPx }}>
        <div className={styles['canvas']} role="presentation" style={{ height: viewportPx }}>
          <div className={styles['strip']} role="presentation" style={strip}>
            {slots.keys.map((key, index) => (
              <RowSlot key={key} row={rows.first + index} renderRow={renderRow} />
            ))}
          </div>
          {overlay?.(shownTopPx)}
        </div>
      </div>
    </div>
  )
}
