import { t } from '../../../../shared/language/translate.ts'
import { useState } from 'react'
import { artifactTypes } from '../../../../shared/artifact.ts'
import { type RetentionPolicy } from '../../../../shared/retention.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { typeWords } from '../overview/usage-level.ts'
import styles from './PolicyForm.module.css'
import { isSamePolicy, parseDays, parseNewest, parseTags } from './policy-form.ts'

interface PolicyFormProps {
  policy: RetentionPolicy
  /** The store's own. */
  own: RetentionPolicy
  onPolicy: (policy: RetentionPolicy | undefined) => void
}

interface TypedFieldProps<T> {
  label: string
  value: T
  format: (value: T) => string
  parse: (text: string) => T | undefined
  problem: string
  onValue: (value: T) => void
}

/** A field that keeps what is typed while it means nothing yet. */
function TypedField<T>({ label, value, format, parse, problem, onValue }: TypedFieldProps<T>) {
  const [typed, setTyped] = useState<string>()
  const text = typed ?? format(value)
  const change = (next: string) => {
    setTyped(next)
    const parsed = parse(next)
    if (parsed !== undefined) onValue(parsed)
  }
  return (
    <Field label={label} problem={parse(text) === undefined ? problem : undefined}>
      <input
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => change(target.value)}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  )
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}

/** What a cleanup would delete; the plan follows as one types. */
export function PolicyForm({ policy, own, onPolicy }: PolicyFormProps) {
  const { days, keep } = policy
  const setKeep = (change: Partial<RetentionPolicy['keep']>) => onPolicy({ days, keep: { ...keep, ...change } })
  return (
    <form aria-label={t('Policy')} className={styles['form']} onSubmit={(event) => event.preventDefault()}>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{t('Days each type is kept')}</legend>
        <div className={styles['fields']}>
          {artifactTypes.map((type) => (
            <TypedField
              key={type}
              label={typeWords[type]}
              value={days[type]}
              format={String}
              parse={parseDays}
              problem={t('A number from 0')}
              onValue={(value) => onPolicy({ days: { ...days, [type]: value }, keep })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{t('Kept whatever their age')}</legend>
        <div className={styles['fields']}>
          <TypedField
            label={t('Newest versions')}
            value={keep.newest}
            format={String}
            parse={parseNewest}
            problem={t('A whole number from 0')}
            onValue={(newest) => setKeep({ newest })}
          />
          <TypedField
            label={t('Tagged (a, b)')}
            value={keep.tags}
            format={(tags) => tags.join(', ')}
            parse={parseTags}
            problem=""
            onValue={(tags) => setKeep({ tags })}
          />
          <div className={styles['checks']}>
            <Check label={t('Pinned')} isOn={keep.pinned} onChange={(pinned) => setKeep({ pinned })} />
            <Check label={t('Unreviewed')} isOn={keep.unreviewed} onChange={(unreviewed) => setKeep({ unreviewed })} />
          </div>
        </div>
      </fieldset>
      {!isSamePolicy(policy, own) && (
        <p className={styles['own']}>
          {t('This is not the store’s own policy.')} <Button onClick={() => onPolicy(undefined)}>{t('Back to it')}</Button>
        </p>
      )}
    </form>
  )
}
