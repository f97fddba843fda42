import { t } from '../../../shared/language/translate.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { useAnswer } from './use-answer.ts'

export interface PathQuestion {
  verb: 'file' | 'directory' | 'move'
  /** What is moved, or where the new one may go. */
  path: string
}

const titles = { file: t('New file'), directory: t('New directory'), move: t('Rename or move') }
const answers = { file: t('Make the file'), directory: t('Make the directory'), move: t('Move') }

interface PathDialogProps {
  question: PathQuestion
  onClose: () => void
  onAnswer: (path: string) => Promise<void>
}

/** Asks for a path: of what is new, or where something goes. */
export function PathDialog({ question: { verb, path: given }, onClose, onAnswer }: PathDialogProps) {
  const [path, setPath] = useState(given)
  const { isBusy, problem, clearProblem, waitFor } = useAnswer(onClose)
  const full = path.trim().startsWith('/') ? path.trim() : `/${path.trim()}`
  const isReady = !isBusy && !full.endsWith('/') && full !== given
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) waitFor(onAnswer(full))
  }
  return (
    <Frame
      title={titles[verb]}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form="path-question" look="primary" disabled={!isReady}>
            {answers[verb]}
          </Button>
        </>
      }
    >
      <form id="path-question" onSubmit={submit}>
        <Field label={t('Path')} problem={problem}>
          <input
            value={path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              clearProblem()
              setPath(event.target.value)
            }}
          />
        </Field>
      </form>
    </Frame>
  )
}
