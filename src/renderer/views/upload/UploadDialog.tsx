import { t } from '../../../shared/language/translate.ts'
import { useId, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { isReservedSpec } from '../../../shared/reserved-spec.ts'
import { closeDialog, type PickedFile } from '../../state/dialog.ts'
import { useRoute } from '../../state/navigation.ts'
import { useSpecs } from '../../state/specs.ts'
import { useNextVersion } from '../../state/tasks.ts'
import { startUploads } from '../../state/upload/uploads.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { plural } from '../../ui/words/plural.ts'
import { AttemptField } from './AttemptField.tsx'
import { DestinationFields } from './DestinationFields.tsx'
import { FilePicker } from './FilePicker.tsx'
import { commonValue, draftProblem, draftTarget, guessDraft, type OpenTask, type UploadDraft } from './upload-draft.ts'
import styles from './UploadDialog.module.css'
import { UploadRow } from './UploadRow.tsx'

const rowsShown = 100

function useOpenTask(): OpenTask | undefined {
  const { to } = useRoute()
  if (to.at === 'spec') return { specName: to.specName, taskId: '' }
  // Keyed blobs and files of agents have their own ways in.
  return (to.at === 'task' || to.at === 'artifact') && !isReservedSpec(to.specName) ? to : undefined
}

/** A typed attempt belongs to the task it was typed for. */
interface TypedVersion extends OpenTask {
  version: number | undefined
}

/** The one task that all drafts go to, when the store has it. */
function useKnownTask(drafts: readonly UploadDraft[]): OpenTask | undefined {
  const specs = useSpecs()
  const specName = commonValue(drafts, 'specName')
  const taskId = commonValue(drafts, 'taskId')
  if (specs.state !== 'ready' || specName === undefined || taskId === undefined) return undefined
  const spec = specs.value.find((spec) => spec.specName === specName)
  return spec?.tasks.some((task) => task.taskId === taskId) === true ? { specName, taskId } : undefined
}

/** The form before an upload: where every file goes and what it is. */
export function UploadDialog({ picked }: { picked: readonly PickedFile[] }) {
  const open = useOpenTask()
  const formId = useId()
  const [edits, setEdits] = useState<Readonly<Record<number, Partial<UploadDraft>>>>({})
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [typedVersion, setTypedVersion] = useState<TypedVersion>()
  const rows = picked.flatMap(({ path, bytes }, index) =>
    left.has(index) ? [] : [{ index, path, bytes, draft: { ...guessDraft(path, open), ...edits[index] } }],
  )
  const drafts = rows.map(({ draft }) => draft)
  const edit = (index: number, change: Partial<UploadDraft>) => setEdits((all) => ({ ...all, [index]: { ...all[index], ...change } }))
  const editAll = (change: Partial<UploadDraft>) =>
    setEdits((all) => Object.fromEntries(rows.map(({ index }) => [index, { ...all[index], ...change }])))
  const destination = useKnownTask(drafts)
  const nextVersion = useNextVersion(destination)
  const isTyped =
    typedVersion !== undefined && typedVersion.specName === destination?.specName && typedVersion.taskId === destination.taskId
  const version = isTyped ? typedVersion.version : nextVersion
  const isReady = rows.length > 0 && drafts.every((draft) => draftProblem(draft) === undefined)
  const upload = () => {
    startUploads(rows.map(({ draft, bytes }) => ({ target: draftTarget(draft, version), bytes })))
    closeDialog()
  }
  return (
    <Frame
      title={t('Upload')}
      isWide
      onClose={closeDialog}
      foot={
        <>
          <span className={styles['sum']}>
            {rows.length > 0 && `${plural(rows.length, 'file')}, ${formatBytes(rows.reduce((sum, { bytes }) => sum + bytes.size, 0))}`}
          </span>
          <Button onClick={closeDialog}>{t('Cancel')}</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isReady}>
            {t('Upload')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) upload()
        }}
      >
        {rows.length > 0 && (
          <>
            <div className={styles['fields']}>
              <DestinationFields drafts={drafts} onEdit={editAll} />
              {destination !== undefined && (
                <AttemptField
                  version={version}
                  isNew={version === nextVersion}
                  onVersion={(version) => setTypedVersion({ ...destination, version })}
                />
              )}
            </div>
            <div className={styles['files']}>
              {rows.slice(0, rowsShown).map(({ index, path, bytes, draft }) => (
                <UploadRow
                  key={index}
                  path={path}
                  sizeBytes={bytes.size}
                  draft={draft}
                  onEdit={(change) => edit(index, change)}
                  onRemove={() => setLeft(new Set([...left, index]))}
                />
              ))}
              {rows.length > rowsShown && (
                <p className={styles['more']}>
                  {t('{rowsShown} of {files} shown; all are uploaded, each where its folders say.', {
                    rowsShown,
                    files: plural(rows.length, 'file'),
                  })}
                </p>
              )}
            </div>
          </>
        )}
        <FilePicker isEmpty={rows.length === 0} />
      </form>
    </Frame>
  )
}
