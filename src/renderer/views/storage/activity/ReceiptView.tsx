import { Download, FileQuestionMark, RotateCcw } from 'lucide-react'
import { isVitrineError } from '../../../../shared/errors.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type CleanupReceipt } from '../../../../shared/retention.ts'
import { useCleanupActions, useReceipt } from '../../../state/cleanup.ts'
import { useHref } from '../../../state/navigation.ts'
import { useWritable } from '../../../state/store.ts'
import { useTrashOf } from '../../../state/trash.ts'
import { Button } from '../../../ui/Button.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { formatMoment } from '../../../ui/moment.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { formatCount, plural } from '../../../ui/plural.ts'
import { type Column, RowGrid } from '../../../ui/RowGrid.tsx'
import { say, sayFailure } from '../../../ui/toasts.ts'
import { RoomPane } from '../RoomPane.tsx'
import { Section } from '../Section.tsx'
import { saveJson } from '../save-json.ts'
import { useUriWords } from '../use-uri-words.ts'
import styles from './ActivityView.module.css'
import { policyWords } from './policy-words.ts'

const skipWords: Record<CleanupReceipt['skipped'][number]['because'], string> = {
  changed: 'changed since the plan',
  gone: 'gone already',
  failed: 'could not be deleted',
}

function skippedColumns(uriWords: (uri: string) => string): Column<CleanupReceipt['skipped'][number]>[] {
  return [
    { id: 'uri', header: 'Artifact', cell: ({ uri }) => uriWords(uri) },
    { id: 'because', header: 'Why', cell: ({ because, reason }) => <span title={reason}>{skipWords[because]}</span> },
  ]
}

function deletedColumns(uriWords: (uri: string) => string): Column<CleanupReceipt['deleted'][number]>[] {
  return [
    { id: 'uri', header: 'Artifact', cell: ({ uri }) => uriWords(uri) },
    { id: 'size', header: 'Stored', isEnd: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
  ]
}

/** What a cleanup did, with the way back. */
export function ReceiptView({ planId }: { planId: string }) {
  const receipt = useReceipt(planId)
  const href = useHref()
  if (receipt.state === 'failed' && isVitrineError(receipt.error, 'artifact.not-found')) {
    return (
      <RoomPane title="Receipt">
        {() => (
          <Notice
            icon={<FileQuestionMark aria-hidden />}
            title="There is no such receipt in this store"
            actions={<a href={href({ at: 'activity' })}>All receipts</a>}
          >
            The link may be from another store.
          </Notice>
        )}
      </RoomPane>
    )
  }
  return (
    <Loaded from={receipt} label="Loading the receipt">
      {(value) => <Receipt receipt={value} />}
    </Loaded>
  )
}

function Receipt({ receipt }: { receipt: CleanupReceipt }) {
  const { planId, state, startedAt, finishedAt, deleted, skipped, freedBytes } = receipt
  const trash = useTrashOf(`cleanup:${planId}`)
  const isWritable = useWritable()
  const { undo } = useCleanupActions()
  const href = useHref()
  const uriWords = useUriWords()
  const words = policyWords(receipt.policy)
  const inTrash = trash.state === 'ready' ? trash.value.artifacts : undefined
  const undoAll = () => {
    undo(planId).then(
      () => say(`Restoring ${plural(inTrash ?? deleted.length, 'artifact')}`),
      (error: unknown) => sayFailure(error),
    )
  }
  return (
    <RoomPane
      title={`Cleanup of ${formatMoment(startedAt)}`}
      facts={`${plural(deleted.length, 'artifact')} moved to the trash, ${formatBytes(freedBytes)}; ${formatCount(skipped.length)} skipped`}
      actions={
        <>
          <Button onClick={() => saveJson(`cleanup-${planId}.json`, receipt)}>
            <Download aria-hidden />
            Export
          </Button>
          <Button disabled={!isWritable || inTrash === undefined || inTrash === 0} onClick={undoAll}>
            <RotateCcw aria-hidden />
            {inTrash === undefined || inTrash === 0 ? 'Undo' : `Undo: restore ${formatCount(inTrash)}`}
          </Button>
        </>
      }
    >
      {(scroller) => (
        <>
          <dl className={styles['facts']}>
            <dt>State</dt>
            <dd>{finishedAt === null ? 'not finished' : `${state}, ${formatMoment(finishedAt)}`}</dd>
            <dt>Kept for</dt>
            <dd>{words.days}</dd>
            <dt>Kept anyway</dt>
            <dd>{words.keep}</dd>
            <dt>Way back</dt>
            <dd>
              {inTrash === undefined
                ? '…'
                : inTrash === 0
                  ? 'nothing of it is in the trash any more'
                  : `${plural(inTrash, 'artifact')} still in the trash`}
            </dd>
          </dl>
          {skipped.length > 0 && (
            <Section title="Skipped" facts="Planned, and not deleted">
              <RowGrid
                label="Skipped"
                className={styles['items']}
                columns={skippedColumns(uriWords)}
                rows={skipped}
                rowKey={({ uri }) => uri}
                rowName={({ uri }) => uriWords(uri)}
                href={() => href({ at: 'cleanup' })}
                scroller={scroller}
              />
            </Section>
          )}
          <Section title="Deleted">
            <RowGrid
              label="Deleted"
              className={styles['deleted']}
              columns={deletedColumns(uriWords)}
              rows={deleted}
              rowKey={({ trashId }) => trashId}
              rowName={({ uri }) => uriWords(uri)}
              href={({ uri }) => href({ at: 'trash', text: uriWords(uri) })}
              scroller={scroller}
            />
          </Section>
        </>
      )}
    </RoomPane>
  )
}
