import { ArrowDown, ArrowUp, ChevronsDownUp, ChevronsUpDown, Columns2, FolderTree, Pilcrow, Rows2, Search, WrapText } from 'lucide-react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { plural } from '../../../ui/plural.ts'
import { Toggle } from '../../parts/Toggle.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { ChangeBar } from '../canvas/ChangeBar.tsx'
import { type DiffState } from '../diff-reader.ts'
import { type DiffMode } from '../model/block-plan.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import styles from './DiffToolbar.module.css'

interface DiffToolbarProps {
  diff: DiffState
  mode: DiffMode
  onMode: (mode: DiffMode) => void
  wrap: boolean
  onWrap: (isOn: boolean) => void
  ignoresWhitespace: boolean
  onIgnoreWhitespace: (isOn: boolean) => void
  isTreeShown: boolean
  /** Undefined where there is no room for the tree, or nothing to show in it. */
  onTree: ((isShown: boolean) => void) | undefined
  onHunk: (step: 1 | -1) => void
  onFind: () => void
  onFoldAll: (isCollapsed: boolean) => void
}

export function DiffToolbar(props: DiffToolbarProps) {
  const { diff, mode, onMode, wrap, onWrap, ignoresWhitespace, onIgnoreWhitespace, isTreeShown, onTree, onHunk, onFind, onFoldAll } = props
  return (
    <Toolbar label="Diff" facts={<Facts diff={diff} isTreeShown={isTreeShown} onTree={onTree} />}>
      <IconButton label="Previous hunk" shortcut="p" onClick={() => onHunk(-1)}>
        <ArrowUp />
      </IconButton>
      <IconButton label="Next hunk" shortcut="n" onClick={() => onHunk(1)}>
        <ArrowDown />
      </IconButton>
      <span className={styles['gap']} />
      <IconButton label="Fold all files" onClick={() => onFoldAll(true)}>
        <ChevronsDownUp />
      </IconButton>
      <IconButton label="Unfold all files" onClick={() => onFoldAll(false)}>
        <ChevronsUpDown />
      </IconButton>
      <Toggle label="Ignore white space" isOn={ignoresWhitespace} onChange={onIgnoreWhitespace}>
        <Pilcrow />
      </Toggle>
      <Toggle label="Wrap long lines" isOn={wrap} onChange={onWrap}>
        <WrapText />
      </Toggle>
      <IconButton label="Find in the diff" shortcut="Mod+F" onClick={onFind}>
        <Search />
      </IconButton>
      <span className={styles['gap']} />
      <div role="group" aria-label="Layout" className={styles['modes']}>
        <Toggle label="Inline" shortcut="m" isOn={mode === 'inline'} onChange={() => onMode('inline')}>
          <Rows2 />
        </Toggle>
        <Toggle label="Side by side" shortcut="m" isOn={mode === 'split'} onChange={() => onMode('split')}>
          <Columns2 />
        </Toggle>
      </div>
    </Toolbar>
  )
}

function Facts({ diff, isTreeShown, onTree }: Pick<DiffToolbarProps, 'diff' | 'isTreeShown' | 'onTree'>) {
  const files = diff.model.files.filter(({ kind }) => kind === 'file')
  const sum = (of: 'insertions' | 'deletions') => files.reduce((total, file) => total + file[of], 0)
  const { reading } = diff
  return (
    <>
      {onTree !== undefined && (
        <Toggle label="List of files" isOn={isTreeShown} onChange={onTree}>
          <FolderTree />
        </Toggle>
      )}
      <span className={styles['files']}>{plural(files.length, 'file')} changed</span>
      <ChangeBar insertions={sum('insertions')} deletions={sum('deletions')} />
      {reading.state === 'reading' && (
        <span role="status">
          Reading: {formatBytes(reading.readBytes)}
          {reading.totalBytes === undefined ? '' : ` of ${formatBytes(reading.totalBytes)}`}
        </span>
      )}
    </>
  )
}
