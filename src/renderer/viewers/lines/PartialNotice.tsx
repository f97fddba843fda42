import { t } from '../../../shared/language/translate.ts'
import { describeError } from '../../../shared/error-words.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { type LineState } from './document/line-source.ts'
import styles from './PartialNotice.module.css'

/** Says that what is shown is only the beginning, and why. */
export function PartialNotice({ state, totalBytes, retry }: { state: LineState; totalBytes: number; retry: () => void }) {
  if (state.state !== 'failed' && state.state !== 'cancelled') return null
  const shown = t('Only the first {receivedBytes} of {totalBytes} are shown.', {
    receivedBytes: formatBytes(state.progress.receivedBytes),
    totalBytes: formatBytes(totalBytes),
  })
  return (
    <div role="alert" className={[styles['notice'], state.state === 'failed' ? styles['failed'] : ''].join(' ')}>
      <span>{state.state === 'failed' ? `${describeError(state.error).what} ${shown}` : shown}</span>
      <Button onClick={retry}>{t('Load again')}</Button>
    </div>
  )
}
