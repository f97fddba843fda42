import { t } from '../../../shared/language/translate.ts'
import { useId } from 'react'
import { useSpecs } from '../../state/specs.ts'
import { Field } from '../../ui/controls/Field.tsx'
import { commonValue, type UploadDraft } from './upload-draft.ts'

interface DestinationFieldsProps {
  drafts: readonly UploadDraft[]
  onEdit: (change: Partial<UploadDraft>) => void
}

const differs = t('from the folders of each file')

/** Spec and task of all files together. */
export function DestinationFields({ drafts, onEdit }: DestinationFieldsProps) {
  const id = useId()
  const loaded = useSpecs()
  const specs = loaded.state === 'ready' ? loaded.value : []
  const specName = commonValue(drafts, 'specName')
  const taskId = commonValue(drafts, 'taskId')
  const spec = specs.find((spec) => spec.specName === specName)
  return (
    <>
      <Field label={t('Spec')}>
        <input
          value={specName ?? ''}
          placeholder={specName === undefined ? differs : t('e.g. checkout-service')}
          list={`${id}-specs`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onEdit({ specName: event.target.value })}
        />
      </Field>
      <Field label={t('Task')}>
        <input
          value={taskId ?? ''}
          placeholder={taskId === undefined ? differs : t('e.g. T-12')}
          list={`${id}-tasks`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onEdit({ taskId: event.target.value })}
        />
      </Field>
      <datalist id={`${id}-specs`}>
        {specs.map(({ specName }) => (
          <option key={specName}>{specName}</option>
        ))}
      </datalist>
      <datalist id={`${id}-tasks`}>
        {(spec?.tasks ?? []).map(({ taskId }) => (
          <option key={taskId}>{taskId}</option>
        ))}
      </datalist>
    </>
  )
}
