import { t } from '../../../shared/language/translate.ts'
import { type FormEvent, useState } from 'react'
import { type AgentFile } from '../../../shared/agent-file.ts'
import { type FileActions } from '../../state/workspace.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import styles from './FileEditor.module.css'

const tagsOf = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

/** Title and tags of a file. */
export function FileWordsForm({ file: { path, title, tags, isReadonly }, actions }: { file: AgentFile; actions: FileActions }) {
  const [titleText, setTitleText] = useState(title ?? '')
  const [tagText, setTagText] = useState(tags.join(', '))
  const next = { title: titleText.trim() === '' ? null : titleText.trim(), tags: tagsOf(tagText) }
  const isNew = next.title !== title || next.tags.join() !== tags.join()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isNew) tellWhile(t('Saving title and tags…'), actions.describe(path, next)).then(() => say(t('Saved title and tags')), sayFailure)
  }
  return (
    <form className={styles['words']} onSubmit={submit}>
      <Field label={t('Title')}>
        <input value={titleText} readOnly={isReadonly} autoComplete="off" onChange={(event) => setTitleText(event.target.value)} />
      </Field>
      <Field label={t('Tags, with commas between')}>
        <input value={tagText} readOnly={isReadonly} autoComplete="off" onChange={(event) => setTagText(event.target.value)} />
      </Field>
      {isNew && <Button type="submit">{t('Save words')}</Button>}
    </form>
  )
}
