import { t } from '../../../shared/language/translate.ts'
import { type FormEvent, useState } from 'react'
import { type FileActions } from '../../state/workspace.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { useAnswer } from './use-answer.ts'
import styles from './WorkspaceView.module.css'

interface MountDialogProps {
  onMount: FileActions['mount']
  onClose: () => void
}

/** Asks which folder of this machine is to keep which directory of the scope. */
export function MountDialog({ onMount, onClose }: MountDialogProps) {
  const [directory, setDirectory] = useState('')
  const [folder, setFolder] = useState('')
  const [isReadonly, setReadonly] = useState(true)
  const { isBusy, problem, clearProblem, waitFor } = useAnswer(onClose)
  const baseDirectory = directory.trim().replaceAll(/^\/+|\/+$/g, '')
  const isReady = !isBusy && baseDirectory !== '' && folder.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) waitFor(onMount({ baseDirectory, folder: folder.trim(), isReadonly }))
  }
  return (
    <Frame
      title={t('Mount a folder')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form="mount-folder" look="primary" disabled={!isReady}>
            {t('Mount')}
          </Button>
        </>
      }
    >
      <form id="mount-folder" className={styles['form']} onSubmit={submit}>
        <Field label={t('Directory of the scope')}>
          <input
            value={directory}
            placeholder="user_files"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setDirectory(event.target.value)}
          />
        </Field>
        <Field label={t('Folder of this machine')} problem={problem}>
          <input
            value={folder}
            placeholder="/home/ada/notes"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              clearProblem()
              setFolder(event.target.value)
            }}
          />
        </Field>
        <label className={styles['check']}>
          <input type="checkbox" checked={isReadonly} onChange={(event) => setReadonly(event.target.checked)} />
          {t('Read only')}
        </label>
      </form>
    </Frame>
  )
}
