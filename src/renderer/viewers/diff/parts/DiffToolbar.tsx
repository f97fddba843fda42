import { t } from '../../../../shared/language/translate.ts'
import {
  ArrowDown,
  ArrowUp,
  ChevronsDownUp,
  ChevronsUpDown,
  Columns2,
  EyeOff,
  FolderTree,
  PersonStanding,
  Pilcrow,
  Rows2,
  Search,
  WrapText,
} from 'lucide-react'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { Toggle } from '../../parts/Toggle.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { ChangeBar } from '../canvas/ChangeBar.tsx'
import { type DiffState } from '../diff-reader.ts'
import { type Viewing } from '../viewed/viewing.ts'
import { type ReadingOptions } from '../use-reading-options.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import styles from './DiffToolbar.module.css'

interface DiffToolbarProps {
  /** Only its room is kept. */
  isEmpty: boolean
  diff: DiffState
  options: ReadingOptions
  onHunk: (step: 1 | -1) => void
  onFind: () => void
  onFoldAll: (isCollapsed: boolean) => void
  viewing: Viewing
  isHiding: boolean
  onHiding: (isHiding: boolean) => void
  onAccessible: () => void
}

export function DiffToolbar(props: DiffToolbarProps) {
  const { isEmpty, diff, options, viewing } = props
  return (
    <Toolbar label={t('Diff')} facts={!isEmpty && <Facts diff={diff} options={options} viewing={viewing} />}>
      {!isEmpty && <Switches {...props} />}
    </Toolbar>
  )
}

function Switches({ options, onHunk, onFind, onFoldAll, viewing, isHiding, onHiding, onAccessible }: DiffToolbarProps) {
  const { mode, setMode, wrap, setWrap, ignoresWhitespace, setIgnoresWhitespace } = options
  return (
    <>
      <IconButton label={t('Previous hunk')} shortcut="p" onClick={() => onHunk(-1)}>
        <ArrowUp />
      </IconButton>
      <IconButton label={t('Next hunk')} shortcut="n" onClick={() => onHunk(1)}>
        <ArrowDown />
      </IconButton>
      <span className={styles['gap']} />
      <IconButton label={t('Fold all files')} onClick={() => onFoldAll(true)}>
        <ChevronsDownUp />
      </IconButton>
      <IconButton label={t('Unfold all files')} onClick={() => onFoldAll(false)}>
        <ChevronsUpDown />
      </IconButton>
      <Toggle label={t('Ignore white space')} isOn={ignoresWhitespace} onChange={setIgnoresWhitespace}>
        <Pilcrow />
      </Toggle>
      {(viewing.seen.size > 0 || isHiding) && (
        <Toggle label={t('Hide what was seen')} isOn={isHiding} onChange={onHiding}>
          <EyeOff />
        </Toggle>
      )}
      <Toggle label={t('Wrap long lines')} isOn={wrap} onChange={setWrap}>
        <WrapText />
      </Toggle>
      <IconButton label={t('Accessible diff, a change at a time')} shortcut="F7" onClick={onAccessible}>
        <PersonStanding />
      </IconButton>
      <IconButton label={t('Find in the diff')} shortcut="Mod+f" onClick={onFind}>
        <Search />
      </IconButton>
      <span className={styles['gap']} />
      <div role="group" aria-label={t('Layout')} className={styles['modes']}>
        <Toggle label={t('Inline')} shortcut="m" isOn={mode === 'inline'} onChange={() => setMode('inline')}>
          <Rows2 />
        </Toggle>
        <Toggle label={t('Side by side')} shortcut="m" isOn={mode === 'split'} onChange={() => setMode('split')}>
          <Columns2 />
        </Toggle>
      </div>
    </>
  )
}

function Facts({ diff, options: { isTreeShown, setTree }, viewing }: Pick<DiffToolbarProps, 'diff' | 'options' | 'viewing'>) {
  const files = diff.model.files.filter(({ kind }) => kind === 'file')
  const wholes = files.filter(({ isContinued }) => isContinued === undefined)
  const sum = (of: 'insertions' | 'deletions') => files.reduce((total, file) => total + file[of], 0)
  const { reading } = diff
  return (
    <>
      {setTree !== undefined && (
        <Toggle label={t('List of files')} isOn={isTreeShown} onChange={setTree}>
          <FolderTree />
        </Toggle>
      )}
      {files.length > 0 && (
        <>
          <span className={styles['files']}>{t('{files} changed', { files: plural(wholes.length, 'file') })}</span>
          <ChangeBar insertions={sum('insertions')} deletions={sum('deletions')} />
        </>
      )}
      {viewing.seen.size > 0 && (
        <span role="status" className={styles['seen']}>
          {seenWords(viewing)}
        </span>
      )}
      {reading.state === 'reading' && (
        <span role="status">
          {reading.totalBytes === undefined
            ? t('Reading: {read}', { read: formatBytes(reading.readBytes) })
            : t('Reading: {read} of {total}', { read: formatBytes(reading.readBytes), total: formatBytes(reading.totalBytes) })}
        </span>
      )}
    </>
  )
}

function seenWords({ seen, total }: Viewing): string {
  const fresh = total - seen.size
  if (fresh === 0) return t('All of it was seen')
  return t('{fresh} of {hunks} new since you looked', { fresh, hunks: plural(total, 'hunk') })
}
