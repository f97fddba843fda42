import { t } from '../../../shared/language/translate.ts'
import { type SearchResult } from '../../../shared/search.ts'
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { Moment } from '../../ui/words/Moment.tsx'
import { TypeIcon } from '../artifact/TypeIcon.tsx'
import { markExcerpt } from './excerpt-marks.ts'
import { hitDestination } from './hit-destination.ts'
import styles from './SearchResultItem.module.css'

interface SearchResultItemProps {
  result: SearchResult
  search: string
  texts: readonly string[]
  open: ArtifactDestination | undefined
}

/** One artifact with the lines of it that were found; each leads to its place. */
export function SearchResultItem({ result: { artifact, hits }, search, texts, open }: SearchResultItemProps) {
  const href = useHref()
  const { record } = artifact
  const isOpen =
    open?.specName === record.specName && open.taskId === record.taskId && open.version === record.version && open.name === record.name
  const whole = hitDestination(artifact, search)
  return (
    <li className={styles['result']}>
      <a href={href(whole)} data-hit className={styles['artifact']} aria-current={isOpen && open.place === undefined ? 'true' : undefined}>
        <TypeIcon artifact={artifact} />
        <span className={styles['name']}>{record.name}</span>
        <span className={styles['facts']}>
          {record.specName} › {record.taskId} · {t('attempt {version}', { version: record.version })} · <Moment at={record.createdAt} />
        </span>
      </a>
      {hits.length > 0 && (
        <ul className={styles['hits']}>
          {hits.map((hit, index) => {
            const to = hitDestination(artifact, search, hit)
            const isHere = isOpen && open.place === to.place
            return (
              // Several hits may be on one line, as the tests of a report that has but one.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <a href={href(to)} data-hit className={styles['hit']} aria-current={isHere ? 'true' : undefined}>
                  <span className={styles['line']}>{hit.line}</span>
                  <span className={styles['excerpt']}>
                    {markExcerpt(withoutTerminalCodes(hit.excerpt).trim(), texts).map(({ text, isMarked }, index) =>
                      // The parts of an excerpt never change places.
                      // oxlint-disable-next-line react/no-array-index-key
                      isMarked ? <mark key={index}>{text}</mark> : text,
                    )}
                  </span>
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}
