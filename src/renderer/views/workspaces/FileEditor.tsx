import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { Binary } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { type AgentFile } from '../../../shared/agent-file.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { describeError } from '../../../shared/error-words.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type FileDraft, type Sending, useFileDraft } from '../../state/file-draft.ts'
import { type FileActions, fileDownloadAddress } from '../../state/workspace.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/controls/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { formatMoment } from '../../ui/words/moment.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { sayFailure } from '../../ui/notices/toasts.ts'
import styles from './FileEditor.module.css'
import { nameOf } from './file-rows.ts'
import { FileWordsForm } from './FileWordsForm.tsx'

const tabSizes = [2, 4, 8] as const

interface FileEditorProps {
  file: AgentFile
  actions: FileActions
  /** Told what hands over unsent text, and undefined at the end. */
  onSender: (send: (() => Promise<void>) | undefined) => void
}

/** The open file's text; it is saved by itself, and says how that goes. */
export function FileEditor({ file, actions, onSender }: FileEditorProps) {
  const draft = useFileDraft(file, actions)
  const { send } = draft
  const [tabSize, setTabSize] = useState<number>(4)
  useEffect(() => {
    onSender(send)
    return () => onSender(undefined)
  }, [send, onSender])
  const download = (
    <a href={fileDownloadAddress(actions.scopeKey, file.path)} download={nameOf(file.path)}>
      {t('Download')}
    </a>
  )
  return (
    <section aria-label={t('File {path}', { path: file.path })} className={styles['editor']}>
      <header className={styles['head']}>
        <h2 className={styles['title']} title={file.path}>
          {file.title ?? nameOf(file.path)}
        </h2>
        {file.isReadonly && <Badge tone="warning">{t('read only')}</Badge>}
        <SaveWords file={file} draft={draft} onSaveNow={() => void send().then(actions.saveNow).catch(sayFailure)} />
        <label className={styles['tab']}>
          {t('Tab size')}
          <select value={tabSize} onChange={(event) => setTabSize(Number(event.target.value))}>
            {tabSizes.map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
          </select>
        </label>
      </header>
      <FileWordsForm key={`${file.title ?? ''} ${file.tags.join()}`} file={file} actions={actions} />
      <Loaded from={draft.content} label={t('Loading the file')}>
        {(content) => {
          switch (content.is) {
            case 'text':
              return <TextField file={file} draft={draft} tabSize={tabSize} />
            case 'binary':
              return (
                <Notice icon={<Binary aria-hidden />} title={t('This file is no text')} actions={download}>
                  {t('{sizeBytes} that are not UTF-8 cannot be edited here.', { sizeBytes: formatBytes(file.sizeBytes) })}
                </Notice>
              )
            case 'too-large':
              return (
                <Notice icon={<Binary aria-hidden />} title={t('This file is too long to edit')} actions={download}>
                  {t('It has {sizeBytes}.', { sizeBytes: formatBytes(file.sizeBytes) })}
                </Notice>
              )
          }
        }}
      </Loaded>
    </section>
  )
}

function TextField({ file, draft: { text, onText, send }, tabSize }: { file: AgentFile; draft: FileDraft; tabSize: number }) {
  const numbers = useRef<HTMLPreElement>(null)
  const hint = useId()
  const lines = text.split('\n').length
  return (
    <div className={styles['body']}>
      <pre ref={numbers} aria-hidden className={styles['numbers']}>
        {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
      </pre>
      <textarea
        aria-label={t('Text of {path}', { path: file.path })}
        aria-describedby={hint}
        value={text}
        readOnly={file.isReadonly}
        spellCheck={false}
        wrap="off"
        className={styles['text']}
        style={{ tabSize }}
        onChange={(event) => onText(event.target.value)}
        onBlur={() => void send()}
        onScroll={(event) => {
          if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
      <span id={hint} hidden>
        {t('It is saved by itself.')}
      </span>
    </div>
  )
}

function SaveWords({ file, draft: { sending, settle }, onSaveNow }: { file: AgentFile; draft: FileDraft; onSaveNow: () => void }) {
  const isChanged = sending.is === 'refused' && isVitrineError(sending.error, 'file.changed')
  const { words, isBad, isOpen } = saveWords(file, sending)
  return (
    <>
      <p role="status" className={[styles['save'], isBad ? styles['bad'] : ''].join(' ')}>
        {words}
      </p>
      {isOpen && !isChanged && <Button onClick={onSaveNow}>{t('Save now')}</Button>}
      {isChanged && (
        <>
          <Button onClick={() => void settle('theirs')}>{t('Load the other text')}</Button>
          <Button onClick={() => void settle('mine')}>{t('Keep mine')}</Button>
        </>
      )}
    </>
  )
}

function saveWords({ save, isReadonly }: AgentFile, sending: Sending): { words: string; isBad: boolean; isOpen: boolean } {
  if (sending.is === 'refused') {
    const { what, wayOut } = describeError(sending.error)
    return { words: t('Not saved, and only in this window: {what} {wayOut}', { what, wayOut }), isBad: true, isOpen: true }
  }
  if (sending.is === 'unsent') return { words: t('Unsaved changes'), isBad: false, isOpen: true }
  switch (save.is) {
    case 'memory':
      return { words: t('Kept in memory only'), isBad: false, isOpen: false }
    case 'saved':
      return { words: isReadonly ? '' : t('Saved'), isBad: false, isOpen: false }
    case 'dirty':
      return { words: t('Unsaved changes'), isBad: false, isOpen: true }
    case 'saving':
      return { words: t('Saving…'), isBad: false, isOpen: false }
    case 'failed':
      return {
        words: t('Saving failed {attempts} times: {reason} Next try {retryAt}.', {
          attempts: save.attempts,
          reason: sayReason(save.reason),
          retryAt: formatMoment(save.retryAt),
        }),
        isBad: true,
        isOpen: true,
      }
  }
}
