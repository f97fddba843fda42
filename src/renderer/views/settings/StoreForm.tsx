import { t } from '../../../shared/language/translate.ts'
import { type FormEvent } from 'react'
import { type StoreChoice } from '../../../shared/store-reach.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Sentence } from '../../ui/words/Sentence.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { choiceOf, type StoreDraft, type StoreKind, storeKinds, withBucket } from './store-draft.ts'
import styles from './StoresView.module.css'

const kindWords: Record<StoreKind, string> = { folder: t('Folder'), s3: 'S3', gcs: 'Google Cloud Storage' }

interface StoreFormProps {
  draft: StoreDraft
  isOpening: boolean
  isTesting: boolean
  onDraft: (draft: StoreDraft) => void
  onTest: (choice: StoreChoice) => void
  onCancelTest: () => void
  onOpen: (choice: StoreChoice) => void
}

export function StoreForm({ draft, isOpening, isTesting, onDraft, onTest, onCancelTest, onOpen }: StoreFormProps) {
  const choice = choiceOf(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (choice !== undefined) onOpen(choice)
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <fieldset className={styles['kinds']}>
        <legend className={styles['legend']}>{t('Backend')}</legend>
        {storeKinds.map((kind) => (
          <label key={kind} className={styles['kind']}>
            <input type="radio" name="store-kind" checked={draft.kind === kind} onChange={() => onDraft({ ...draft, kind })} />
            {kindWords[kind]}
          </label>
        ))}
      </fieldset>
      {draft.kind === 'folder' ? <FolderFields draft={draft} onDraft={onDraft} /> : <BucketFields draft={draft} onDraft={onDraft} />}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" disabled={choice === undefined || isOpening}>
          {isOpening ? t('Opening…') : t('Open store')}
        </Button>
        {isTesting ? (
          <Button onClick={onCancelTest}>{t('Cancel the test')}</Button>
        ) : (
          <Button disabled={choice === undefined || isOpening} onClick={() => choice !== undefined && onTest(choice)}>
            {t('Test connection')}
          </Button>
        )}
      </div>
    </form>
  )
}

interface FieldsProps {
  draft: StoreDraft
  onDraft: (draft: StoreDraft) => void
}

function FolderFields({ draft, onDraft }: FieldsProps) {
  return (
    <>
      <Text
        label={t('Folder')}
        value={draft.folder}
        placeholder="~/.necrocode/artifacts"
        onText={(folder) => onDraft({ ...draft, folder })}
      />
      <p className={styles['remark']}>{t('A folder that is not there yet is made when it is opened.')}</p>
    </>
  )
}

function BucketFields({ draft, onDraft }: FieldsProps) {
  const isS3 = draft.kind === 's3'
  const text = (name: 'prefix' | 'endpoint' | 'region' | 'project', label: string, placeholder: string) => (
    <Text label={label} value={draft[name]} placeholder={placeholder} onText={(value) => onDraft({ ...draft, [name]: value })} />
  )
  return (
    <>
      <div className={styles['fields']}>
        <Text label={t('Bucket')} value={draft.bucket} placeholder="agent-runs" onText={(value) => onDraft(withBucket(draft, value))} />
        {text('prefix', t('Prefix (optional)'), 'team/artifacts')}
        {text('endpoint', t('Endpoint (optional)'), isS3 ? 'https://s3.example.org' : 'https://storage.googleapis.com')}
        {isS3 ? text('region', t('Region (optional)'), 'us-east-1') : text('project', t('Project (optional)'), 'my-project')}
        {isS3 && (
          <Field label={t('Bucket in the path')}>
            <select
              value={draft.pathStyle}
              onChange={({ target: { value } }) =>
                onDraft({ ...draft, pathStyle: value === 'on' || value === 'off' ? value : 'automatic' })
              }
            >
              <option value="automatic">{t('Automatic')}</option>
              <option value="on">{t('Always')}</option>
              <option value="off">{t('Never: in the host name')}</option>
            </select>
          </Field>
        )}
      </div>
      <p className={styles['remark']}>
        {isS3 ? (
          <Sentence
            words="Credentials come from the AWS chain: environment variables, {profiles} profiles and single sign-on, or the machine’s role."
            of={{ profiles: <code>~/.aws</code> }}
          />
        ) : (
          <Sentence
            words="Credentials come from Google’s chain: {variable}, {login}, or the machine’s service account."
            of={{ variable: <code>GOOGLE_APPLICATION_CREDENTIALS</code>, login: <code>gcloud auth application-default login</code> }}
          />
        )}{' '}
        {t('Vitrine neither asks for them nor keeps them.')}
      </p>
    </>
  )
}

interface TextProps {
  label: string
  value: string
  placeholder: string
  onText: (text: string) => void
}

function Text({ label, value, placeholder, onText }: TextProps) {
  return (
    <Field label={label}>
      <input
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onText(event.target.value)}
      />
    </Field>
  )
}
