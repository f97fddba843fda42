import { memo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import styles from './RowGrid.module.css'
import { type RowGridProps } from './RowGrid.tsx'

interface RowLineProps<T> {
  grid: RowGridProps<T>
  row: T
  index: number
  topPx: number
  heightPx: number
  /** Whether this row is the list's place in the tab order. */
  isActive: boolean
  onFocus: (key: string) => void
}

/** Drawn again only when something of it changes: most rows of a list stay while it is scrolled. */
export const RowLine = memo(Line) as typeof Line

function Line<T>({ grid, row, index, topPx, heightPx, isActive, onFocus }: RowLineProps<T>) {
  const { columns, rowKey, rowName, href, icon, currentKey, selection } = grid
  const key = rowKey(row)
  const isSelected = selection?.keys.has(key) ?? false
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection === undefined ? key === currentKey : isSelected}
      aria-current={key === currentKey ? 'true' : undefined}
      className={[styles['line'], styles['row'], key === currentKey ? styles['current'] : '', isSelected ? styles['selected'] : ''].join(
        ' ',
      )}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
    >
      {columns.map(({ id, isEnd, isMuted, cell }, column) => (
        <span
          key={id}
          role="gridcell"
          data-column={id}
          className={[styles['cell'], isEnd === true ? styles['end'] : '', isMuted === true ? styles['muted'] : ''].join(' ')}
        >
          {column === 0 ? (
            <span className={styles['first']}>
              {icon !== undefined && <span className={styles['icon']}>{icon(row)}</span>}
              {selection !== undefined && (
                <label className={styles['check']}>
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={t('Select {rowName}', { rowName: rowName(row) })}
                    checked={isSelected}
                    onChange={({ nativeEvent }) =>
                      nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? selection.extend(key) : selection.toggle(key)
                    }
                  />
                </label>
              )}
              <a
                href={href(row)}
                aria-label={rowName(row)}
                data-row-key={key}
                tabIndex={isActive ? 0 : -1}
                className={styles['link']}
                aria-current={key === currentKey ? 'true' : undefined}
                onFocus={() => onFocus(key)}
              >
                {cell(row)}
              </a>
            </span>
          ) : (
            cell(row)
          )}
        </span>
      ))}
    </div>
  )
}
