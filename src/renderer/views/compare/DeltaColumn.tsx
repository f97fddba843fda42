import { t } from '../../../shared/language/translate.ts'
import { CircleCheck } from 'lucide-react'
import { type DeltaLine } from '../../../shared/comparison/log-delta.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { formatCount } from '../../ui/words/plural.ts'
import { RowList } from '../../ui/rows/RowList.tsx'
import styles from './DeltaColumn.module.css'

interface DeltaColumnProps {
  title: string
  facts: string
  sign: string
  lines: readonly DeltaLine[]
  /** Not all lines are shown. */
  isFiltered: boolean
  atLine: number | undefined
  /** Opens the log at the line. */
  onOpen: (line: DeltaLine) => void
}

const rowHeightPx = 22
const markWords = { error: t('error'), warning: t('warning') }

/** The lines that only one log has; Enter or a click opens the log there. */
export function DeltaColumn({ title, facts, sign, lines, isFiltered, atLine, onOpen }: DeltaColumnProps) {
  const stepMark = (from: number, by: 1 | -1, moveTo: (index: number) => void) => {
    const isError = ({ mark }: DeltaLine) => mark === 'error'
    const next =
      by === 1
        ? lines.findIndex((line, index) => index > from && isError(line))
        : lines.findLastIndex((line, index) => index < from && isError(line))
    if (next !== -1) moveTo(next)
  }
  const digits = Math.max(3, String(lines.at(-1)?.line ?? 0).length)
  return (
    <section aria-label={title} className={styles['column']}>
      <h2 className={styles['title']}>
        {title} <span className={styles['facts']}>{facts}</span>
      </h2>
      {lines.length === 0 ? (
        <Notice
          icon={<CircleCheck aria-hidden />}
          title={isFiltered ? t('No error or warning that the other does not have.') : t('No line that the other does not have.')}
        />
      ) : (
        <RowList
          role="listbox"
          label={t('{title}, lines', { title })}
          rows={lines}
          rowKey={({ line }) => String(line)}
          rowHeightPx={rowHeightPx}
          openKey={atLine === undefined ? undefined : String(atLine)}
          onUse={onOpen}
          rowProps={({ mark, text }) => ({ className: [styles['row'], mark === null ? '' : styles[mark]].join(' '), title: text })}
          moreKeys={({ index, moveTo }) => ({ e: () => stepMark(index, 1, moveTo), E: () => stepMark(index, -1, moveTo) })}
        >
          {(row) => (
            <>
              <span className={styles['number']} style={{ width: `${digits}ch` }}>
                {row.line}
              </span>
              <span className={styles['sign']}>{sign}</span>
              {row.mark !== null && <span className={styles['mark']}>{markWords[row.mark]}</span>}
              <span className={styles['text']}>{row.text}</span>
              {row.times > 1 && <span className={styles['times']}>{t('{times} times', { times: formatCount(row.times) })}</span>}
            </>
          )}
        </RowList>
      )}
    </section>
  )
}
