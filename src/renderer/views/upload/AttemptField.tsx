import { t } from '../../../shared/language/translate.ts'
import { Field } from '../../ui/controls/Field.tsx'

interface AttemptFieldProps {
  version: number | undefined
  /** Whether the number is the one a new attempt gets. */
  isNew: boolean
  onVersion: (version: number | undefined) => void
}

/** The attempt that the files join: a new one unless another number is typed. */
export function AttemptField({ version, isNew, onVersion }: AttemptFieldProps) {
  return (
    <Field label={isNew ? t('Attempt (new)') : t('Attempt')}>
      <input
        type="number"
        min={1}
        step={1}
        value={version ?? ''}
        onChange={(event) => onVersion(event.target.value === '' ? undefined : Math.max(1, Math.trunc(Number(event.target.value))))}
      />
    </Field>
  )
}
