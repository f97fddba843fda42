import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type ReceiptPage, type ReceiptPageRequest, type ReceiptSummary } from '../../../../shared/retention.ts'
import { useReceiptItems } from '../../../state/cleanup.ts'
import { useHref } from '../../../state/navigation.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { formatCount } from '../../../ui/words/plural.ts'
import { ReadOn } from '../../../ui/rows/ReadOn.tsx'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import { useUriWords } from '../use-uri-words.ts'
import styles from './ActivityView.module.css'

type Item = ReceiptPage['items'][number]
type Skipped = Extract<Item, { because: unknown }>

const skipWords: Record<Skipped['because'], string> = {
  changed: t('changed since the plan'),
  gone: t('gone already'),
  failed: t('could not be deleted'),
}

function outcome(item: Item) {
  return 'because' in item ? (
    <span title={item.reason === undefined ? undefined : sayReason(item.reason)}>{skipWords[item.because]}</span>
  ) : (
    formatBytes(item.sizeBytes)
  )
}

interface ReceiptItemsProps {
  receipt: ReceiptSummary
  list: ReceiptPageRequest['list']
  scroller: HTMLElement | null
}

/** One list of a receipt as far as it was read; reads on as its end comes into view. */
export function ReceiptItems({ receipt, list, scroller }: ReceiptItemsProps) {
  const { items, more } = useReceiptItems(receipt, list)
  const href = useHref()
  const uriWords = useUriWords()
  const isDeleted = list === 'deleted'
  const columns: Column<Item>[] = [
    { id: 'uri', header: t('Artifact'), cell: ({ uri }) => uriWords(uri) },
    { id: 'outcome', header: isDeleted ? t('Stored') : t('Why'), isEnd: isDeleted, cell: outcome },
  ]
  return (
    <Loaded from={items} label={t('Loading the receipt')}>
      {(page) => (
        <>
          <RowGrid
            label={isDeleted ? t('Deleted') : t('Skipped')}
            className={styles[isDeleted ? 'deleted' : 'items']}
            columns={columns}
            rows={page.items}
            rowKey={({ uri }) => uri}
            rowName={({ uri }) => uriWords(uri)}
            href={({ uri }) => href(isDeleted ? { at: 'trash', text: uriWords(uri) } : { at: 'cleanup' })}
            scroller={scroller}
          />
          {page.items.length < page.total && (
            <ReadOn key={page.items.length} onMore={more} scroller={scroller}>
              {t('{shown} of {total} shown, more as you scroll', {
                shown: formatCount(page.items.length),
                total: formatCount(page.total),
              })}
            </ReadOn>
          )}
        </>
      )}
    </Loaded>
  )
}
