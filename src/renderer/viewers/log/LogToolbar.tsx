import { t } from '../../../shared/language/translate.ts'
import { ArrowDownToLine, ChevronsDownUp, ChevronsUpDown, Search, SquareTerminal, WrapText } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type FactsNote } from '../../../shared/facts.ts'
import { Hint } from '../../ui/hint/Hint.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { plural } from '../../ui/words/plural.ts'
import { type LineProgress } from '../lines/document/line-messages.ts'
import { type LineRange } from '../lines/line-place.ts'
import { type Folding } from '../lines/folds/use-folds.ts'
import { LineField } from '../lines/LineField.tsx'
import { type RowMarks } from '../lines/find/use-scan.ts'
import { Toggle } from '../parts/Toggle.tsx'
import { Toolbar } from '../parts/Toolbar.tsx'
import { type StampMode } from '../lines/stamps/stamp-column.ts'
import { StampMenu } from './StampMenu.tsx'
import { type Following } from './use-following.ts'
import styles from './LogToolbar.module.css'

interface LogToolbarProps {
  progress: LineProgress
  notes: readonly FactsNote[]
  marks: RowMarks | undefined
  onStep: (kind: 'error' | 'warning', by: 1 | -1) => void
  isWrapped: boolean
  onWrapped: (isWrapped: boolean) => void
  folding: Folding
  onFoldAll: (isFolded: boolean) => void
  /** Absent when the lines have no times. */
  stampMode: StampMode | undefined
  onStampMode: (mode: StampMode) => void
  following: Following
  isRaw: boolean
  /** Absent when the log has no terminal codes, since both views are the same then. */
  onRaw: ((isRaw: boolean) => void) | undefined
  onFind: () => void
  onLines: (range: LineRange) => void
}

export function LogToolbar(props: LogToolbarProps) {
  const {
    progress,
    notes,
    marks,
    onStep,
    isWrapped,
    onWrapped,
    folding,
    onFoldAll,
    stampMode,
    onStampMode,
    following,
    isRaw,
    onRaw,
    onFind,
    onLines,
  } = props
  const hiddenCount = folding.hidden.rowCount
  return (
    <Toolbar
      label={t('Log')}
      facts={
        <>
          <span>{plural(progress.lineCount, 'line')}</span>
          <span>{formatBytes(progress.receivedBytes)}</span>
          <MarkButton kind="error" sign="✕" marks={marks} onStep={onStep} />
          <MarkButton kind="warning" sign="!" marks={marks} onStep={onStep} />
          {hiddenCount > 0 && <span>{t('{lines} folded', { lines: plural(hiddenCount, 'line') })}</span>}
          {notes.some(({ code }) => code === 'text.invalid-utf8') && <span>{t('not all UTF-8: wrong bytes show as �')}</span>}
        </>
      }
    >
      <LineField lineCount={progress.lineCount} onLines={onLines} />
      {folding.groupCount + folding.repeatCount > 0 && (
        <>
          <IconButton label={t('Fold all groups and repeated lines')} shortcut="H" onClick={() => onFoldAll(true)}>
            <ChevronsDownUp />
          </IconButton>
          <IconButton label={t('Unfold all')} shortcut="H" onClick={() => onFoldAll(false)}>
            <ChevronsUpDown />
          </IconButton>
        </>
      )}
      {stampMode !== undefined && <StampMenu mode={stampMode} onMode={onStampMode} />}
      <Toggle label={t('Follow: stay at the end while the log grows')} shortcut="f" isOn={following.isOn} onChange={following.setOn}>
        <ArrowDownToLine />
      </Toggle>
      <Toggle label={t('Wrap long lines')} shortcut="z" isOn={isWrapped} onChange={onWrapped}>
        <WrapText />
      </Toggle>
      {onRaw !== undefined && (
        <Toggle label={t('Raw: show terminal codes instead of what they do')} shortcut="r" isOn={isRaw} onChange={onRaw}>
          <SquareTerminal />
        </Toggle>
      )}
      <IconButton label={t('Find')} shortcut="Mod+f" onClick={onFind}>
        <Search />
      </IconButton>
    </Toolbar>
  )
}

interface MarkButtonProps {
  kind: 'error' | 'warning'
  sign: string
  marks: RowMarks | undefined
  onStep: LogToolbarProps['onStep']
}

function MarkButton({ kind, sign, marks, onStep }: MarkButtonProps) {
  const count = (kind === 'error' ? marks?.errors : marks?.warnings)?.length ?? 0
  const isCounting = marks === undefined || marks.scan.state === 'running'
  if (count === 0) return isCounting ? null : <span>{kind === 'error' ? t('no errors') : t('no warnings')}</span>
  const key = kind === 'error' ? 'e' : 'w'
  return (
    <Hint
      text={kind === 'error' ? t('Next error; with Shift the previous one') : t('Next warning; with Shift the previous one')}
      shortcut={key}
    >
      <button type="button" className={styles[kind]} onClick={(event) => onStep(kind, event.shiftKey ? -1 : 1)}>
        <span aria-hidden>{sign}</span>
        {plural(count, kind)}
        {isCounting && ` ${t('so far')}`}
      </button>
    </Hint>
  )
}
