import { t } from '../../../shared/language/translate.ts'
import { FolderPen } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { type WorkspaceSummary } from '../../../shared/workspace.ts'
import { navigate, useHref } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWorkspaces } from '../../state/workspace.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { formatCount } from '../../ui/words/plural.ts'
import { focusList } from '../../ui/rows/row-focus.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import styles from './ScopeList.module.css'

const columns: Column<WorkspaceSummary>[] = [
  { id: 'scope', header: t('Scope'), cell: ({ scopeKey }) => <span className={styles['name']}>{scopeKey}</span> },
  { id: 'files', header: t('In the store'), isEnd: true, cell: ({ stored }) => formatCount(stored) },
  {
    id: 'folders',
    header: t('Folders'),
    isEnd: true,
    isMuted: true,
    cell: ({ mounts }) => (mounts.length === 0 ? '–' : formatCount(mounts.length)),
  },
]

/** All scopes with files of agents, and the way to one that has none yet. */
export function ScopeList() {
  const scopes = useWorkspaces()
  const href = useHref()
  const list = useRef<HTMLElement>(null)
  const focus = () => focusList(list.current)
  useShortcuts({ 'next-row': focus, 'previous-row': focus })
  return (
    <Pane
      label={t('Workspaces')}
      head={
        <>
          <PaneHead title={t('Workspaces')} facts={t('Files that agents and reviewers keep beside their work, scope by scope')} />
          <OpenScope />
        </>
      }
    >
      {(scroller) => (
        <Loaded from={scopes} label={t('Loading scopes')}>
          {(value) =>
            value.length === 0 ? (
              <Notice icon={<FolderPen aria-hidden />} title={t('No files yet')}>
                {t('Agents write them through the file port; naming a scope above opens it, and its first file makes it.')}
              </Notice>
            ) : (
              <RowGrid
                ref={list}
                label={t('Scopes')}
                className={styles['grid']}
                columns={columns}
                rows={value}
                rowKey={({ scopeKey }) => scopeKey}
                rowName={({ scopeKey }) => scopeKey}
                href={({ scopeKey }) => href({ at: 'workspaces', scopeKey })}
                scroller={scroller}
              />
            )
          }
        </Loaded>
      )}
    </Pane>
  )
}

function OpenScope() {
  const [scopeKey, setScopeKey] = useState('')
  const chosen = scopeKey.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen !== '') navigate({ at: 'workspaces', scopeKey: chosen })
  }
  return (
    <form className={styles['open']} onSubmit={submit}>
      <Field label={t('Scope')}>
        <input
          value={scopeKey}
          placeholder={t('agent:123, user:ada or project:shop')}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setScopeKey(event.target.value)}
        />
      </Field>
      <Button type="submit" disabled={chosen === ''}>
        {t('Open scope')}
      </Button>
    </form>
  )
}
