import { sayReason } from '../../../shared/language/say-reason.ts'
import { listed, t } from '../../../shared/language/translate.ts'
import { FilePlus, FolderPen, FolderPlus, HardDrive, MousePointerClick, Unplug } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { type Workspace } from '../../../shared/workspace.ts'
import { navigate } from '../../state/navigation.ts'
import { type FileActions, useFileActions, useWorkspace } from '../../state/workspace.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/controls/Button.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { sayFailure } from '../../ui/notices/toasts.ts'
import { FileEditor } from './FileEditor.tsx'
import { FileTree } from './FileTree.tsx'
import { parentOf } from './file-rows.ts'
import { MountDialog } from './MountDialog.tsx'
import { PathDialog, type PathQuestion } from './PathDialog.tsx'
import { useFileVerbs } from './use-file-verbs.ts'
import styles from './WorkspaceView.module.css'

interface WorkspaceViewProps {
  scopeKey: string
  path: string | undefined
}

/** One scope: its files on the left, the open one on the right. */
export function WorkspaceView({ scopeKey, path }: WorkspaceViewProps) {
  const workspace = useWorkspace(scopeKey)
  const actions = useFileActions(scopeKey)
  return (
    <Loaded from={workspace} label={t('Loading the files')}>
      {(value) => <OpenWorkspace workspace={value} actions={actions} path={path} />}
    </Loaded>
  )
}

function OpenWorkspace({ workspace, actions, path }: { workspace: Workspace; actions: FileActions; path: string | undefined }) {
  const { scopeKey, files: entries, roots } = workspace
  const isReadonly = roots.every((root) => root.isReadonly)
  const [isMounting, setMounting] = useState(false)
  const [question, setQuestion] = useState<PathQuestion>()
  // What is typed must be with main before its file moves or goes.
  const sendDraft = useRef<() => Promise<void>>(undefined)
  const noteSender = useCallback((send: (() => Promise<void>) | undefined) => {
    sendDraft.current = send
  }, [])
  const file = entries.find((entry) => entry.path === path && entry.entryType === 'file')
  const open = (next: string | undefined) =>
    navigate(next === undefined ? { at: 'workspaces', scopeKey } : { at: 'workspaces', scopeKey, path: next })

  const { move, remove, answer, mount, unmount } = useFileVerbs({ workspace, actions, path, open, sendDraft })
  const startIn = path === undefined ? '' : parentOf(path)
  return (
    <section aria-label={t('Workspace {scopeKey}', { scopeKey })} className={styles['workspace']}>
      <div className={styles['side']}>
        <header className={styles['head']}>
          <h1 className={styles['title']} title={scopeKey}>
            {scopeKey}
          </h1>
          {isReadonly && <Badge tone="warning">{t('read only')}</Badge>}
          <IconButton label={t('New file')} disabled={isReadonly} onClick={() => setQuestion({ verb: 'file', path: `${startIn}/` })}>
            <FilePlus />
          </IconButton>
          <IconButton label={t('Mount a folder')} onClick={() => setMounting(true)}>
            <HardDrive />
          </IconButton>
          <IconButton
            label={t('New directory')}
            disabled={isReadonly}
            onClick={() => setQuestion({ verb: 'directory', path: `${startIn}/` })}
          >
            <FolderPlus />
          </IconButton>
        </header>
        {workspace.broughtBack.length > 0 && (
          <p role="status" className={styles['back']}>
            {t('Brought back, since it could not be saved the last time: {paths}', { paths: listed(workspace.broughtBack) })}
          </p>
        )}
        <Roots roots={roots} onUnmount={(base) => void unmount(base).catch(sayFailure)} />
        <FileTree
          entries={entries}
          openPath={path}
          isReadonly={isReadonly}
          onOpen={open}
          onMove={(from, to) => void move(from, to).catch(sayFailure)}
          onAskMove={(from) => setQuestion({ verb: 'move', path: from })}
          onDelete={(gone) => void remove(gone).catch(sayFailure)}
        />
      </div>
      <div className={styles['main']}>
        {path === undefined && entries.length === 0 ? (
          <Notice
            icon={<FolderPen aria-hidden />}
            title={t('No files yet')}
            actions={
              !isReadonly && (
                <Button look="primary" onClick={() => setQuestion({ verb: 'file', path: '/' })}>
                  {t('Make the first file')}
                </Button>
              )
            }
          >
            {t('What an agent writes in this scope shows here by itself.')}
          </Notice>
        ) : file === undefined ? (
          <Notice
            icon={<MousePointerClick aria-hidden />}
            title={
              path === undefined || entries.some((entry) => entry.path === path) ? t('Choose a file') : t('There is no {path}', { path })
            }
          >
            {t('F2 renames and moves what is chosen in the tree; so does dragging it.')}
          </Notice>
        ) : (
          <FileEditor key={file.path} file={file} actions={actions} onSender={noteSender} />
        )}
      </div>
      {isMounting && <MountDialog onMount={mount} onClose={() => setMounting(false)} />}
      {question !== undefined && (
        <PathDialog question={question} onClose={() => setQuestion(undefined)} onAnswer={(to) => answer(question, to)} />
      )}
    </section>
  )
}

/** Folders of this machine that keep a part of the scope, and what is wrong with any root. */
function Roots({ roots, onUnmount }: Pick<Workspace, 'roots'> & { onUnmount: (baseDirectory: string) => void }) {
  const told = roots.filter(({ folder, problem }) => folder !== null || problem !== null)
  if (told.length === 0) return null
  return (
    <ul aria-label={t('Roots')} className={styles['roots']}>
      {told.map(({ baseDirectory, folder, isReadonly, problem }) => (
        <li key={baseDirectory ?? ''} className={styles['root']}>
          <span className={styles['rootPath']} title={folder ?? t('the store')}>
            /{baseDirectory ?? ''} {folder !== null && t('in {folder}', { folder })}
          </span>
          {isReadonly && <Badge tone="warning">{t('read only')}</Badge>}
          {folder !== null && baseDirectory !== null && (
            <IconButton label={t('Unmount /{baseDirectory}', { baseDirectory })} onClick={() => onUnmount(baseDirectory)}>
              <Unplug />
            </IconButton>
          )}
          {problem !== null && <span className={styles['problem']}>{sayReason(problem)}</span>}
        </li>
      ))}
    </ul>
  )
}
