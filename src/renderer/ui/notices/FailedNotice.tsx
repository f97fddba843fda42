import { t } from '../../../shared/language/translate.ts'
import { CircleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { type VitrineError } from '../../../shared/errors.ts'
import { Button } from '../controls/Button.tsx'
import { Notice } from './Notice.tsx'

/** A failure: what happened, the way out, and another try. */
export function FailedNotice({ error, retry, actions }: { error: VitrineError; retry?: () => void; actions?: ReactNode }) {
  const { what, wayOut } = describeError(error)
  return (
    <Notice
      isFailure
      icon={<CircleAlert aria-hidden />}
      title={what}
      actions={
        <>
          {retry !== undefined && <Button onClick={retry}>{t('Try again')}</Button>}
          {actions}
        </>
      }
    >
      {wayOut}
    </Notice>
  )
}
