import { t } from '../../../shared/language/translate.ts'
import { CircleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { type ErrorCode, type VitrineError } from '../../../shared/errors.ts'
import { Button } from '../controls/Button.tsx'
import { Notice } from './Notice.tsx'

/** The same request is answered the same way as long as it is the same. */
const unmendedByRetry: ReadonlySet<ErrorCode> = new Set(['request.invalid', 'name.invalid', 'backend.cannot'])

/** A failure: what happened, the way out, and another try where one can end otherwise. */
export function FailedNotice({ error, retry, actions }: { error: VitrineError; retry?: () => void; actions?: ReactNode }) {
  const canRetry = retry !== undefined && !unmendedByRetry.has(error.code)
  const { what, wayOut } = describeError(error)
  return (
    <Notice
      isFailure
      icon={<CircleAlert aria-hidden />}
      title={what}
      actions={
        <>
          {canRetry && <Button onClick={retry}>{t('Try again')}</Button>}
          {actions}
        </>
      }
    >
      {wayOut}
    </Notice>
  )
}
