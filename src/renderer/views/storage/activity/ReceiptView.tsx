import { listed, t } from '../../../../shared/language/translate.ts'
import { Download, FileQuestionMark, RotateCcw } from 'lucide-react'
import { isVitrineError } from '../../../../shared/errors.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type ReceiptSummary } from '../../../../shared/retention.ts'
import { receiptAddress } from '../../../../shared/address.ts'
import { useCleanupActions, useReceipt } from '../../../state/cleanup.ts'
import { useHref } from '../../../state/navigation.ts'
import { useWritable } from '../../../state/store.ts'
import { useTrashOf } from '../../../state/trash.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { ButtonLink } from '../../../ui/controls/ButtonLink.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { formatMoment } from '../../../ui/words/moment.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { say } from '../../../ui/notices/toasts.ts'
import { useJobStart } from './use-job-start.ts'
import { RoomPane } from '../RoomPane.tsx'
import { Section } from '../Section.tsx'
import styles from './ActivityView.module.css'
import { policyWords } from './policy-words.ts'
import { ReceiptItems } from './ReceiptItems.tsx'

/** What a cleanup did, with the way back. */
export function ReceiptView({ planId }: { planId: string }) {
  const receipt = useReceipt(planId)
  const href = useHref()
  if (receipt.state === 'failed' && isVitrineError(receipt.error, 'artifact.not-found')) {
    return (
      <RoomPane title={t('Receipt')}>
        {() => (
          <Notice
            icon={<FileQuestionMark aria-hidden />}
            title={t('There is no such receipt in this store')}
            actions={<a href={href({ at: 'activity' })}>{t('All receipts')}</a>}
          >
            {t('The link may be from another store.')}
          </Notice>
        )}
      </RoomPane>
    )
  }
  return (
    <Loaded from={receipt} label={t('Loading the receipt')}>
      {(value) => <Receipt receipt={value} />}
    </Loaded>
  )
}

function Receipt({ receipt }: { receipt: ReceiptSummary }) {
  const { planId, state, startedAt, finishedAt, deleted, skipped, freedBytes } = receipt
  const trash = useTrashOf(`cleanup:${planId}`)
  const isWritable = useWritable()
  const { undo } = useCleanupActions()
  const { isStarting, start } = useJobStart('restore')
  const words = policyWords(receipt.policy)
  const inTrash = trash.state === 'ready' ? trash.value.artifacts : undefined
  const undoAll = () => {
    const said = () => say(t('Restoring {artifacts}', { artifacts: plural(inTrash ?? deleted, 'artifact') }))
    void start(undo(planId).then(said))
  }
  return (
    <RoomPane
      title={t('Cleanup of {startedAt}', { startedAt: formatMoment(startedAt) })}
      facts={t('{artifacts} moved to the trash, {freedBytes}; {skipped} skipped', {
        artifacts: plural(deleted, 'artifact'),
        freedBytes: formatBytes(freedBytes),
        skipped: formatCount(skipped),
      })}
      actions={
        <>
          <ButtonLink href={receiptAddress(planId)} download>
            <Download aria-hidden />
            {t('Export')}
          </ButtonLink>
          <Button disabled={!isWritable || isStarting || inTrash === undefined || inTrash === 0} onClick={undoAll}>
            <RotateCcw aria-hidden />
            {inTrash === undefined || inTrash === 0 ? t('Undo') : t('Undo: restore {inTrash}', { inTrash: formatCount(inTrash) })}
          </Button>
        </>
      }
    >
      {(scroller) => (
        <>
          <dl className={styles['facts']}>
            <dt>{t('State')}</dt>
            <dd>{finishedAt === null ? t('not finished') : listed([t(state), formatMoment(finishedAt)])}</dd>
            <dt>{t('Kept for')}</dt>
            <dd>{words.days}</dd>
            <dt>{t('Kept anyway')}</dt>
            <dd>{words.keep}</dd>
            <dt>{t('Way back')}</dt>
            <dd>
              {inTrash === undefined
                ? '…'
                : inTrash === 0
                  ? t('nothing of it is in the trash any more')
                  : t('{artifacts} still in the trash', { artifacts: plural(inTrash, 'artifact') })}
            </dd>
          </dl>
          {skipped > 0 && (
            <Section title={t('Skipped')} facts={t('Planned, and not deleted')}>
              <ReceiptItems receipt={receipt} list="skipped" scroller={scroller} />
            </Section>
          )}
          <Section title={t('Deleted')}>
            {deleted > 0 ? (
              <ReceiptItems receipt={receipt} list="deleted" scroller={scroller} />
            ) : (
              <p className={styles['none']}>{t('Nothing was deleted.')}</p>
            )}
          </Section>
        </>
      )}
    </RoomPane>
  )
}
