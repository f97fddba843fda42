// What a file's header says, read by diff2html's parser, for the line below the path.
import { t } from '../../../../shared/language/translate.ts'
import { parse } from 'diff2html/lib/diff-parser.js'
import { type DiffFile } from 'diff2html/lib/types.js'

export interface FileDetails {
  /** In words, e.g. `mode 100644 → 100755`. */
  facts: string[]
}

const modeNames: Record<string, string> = {
  '100644': t('file'),
  '100755': t('executable file'),
  '120000': t('symbolic link'),
  '160000': t('submodule'),
}

function modeName(mode: string): string {
  return modeNames[mode] ?? t('mode {mode}', { mode })
}

const list = (value: string | string[]) => (Array.isArray(value) ? value.join(', ') : value)

function factsOf(file: DiffFile): string[] {
  const facts: string[] = []
  if (file.isNew === true && file.newFileMode !== undefined) facts.push(t('new {mode}', { mode: modeName(file.newFileMode) }))
  if (file.isDeleted === true && file.deletedFileMode !== undefined)
    facts.push(t('deleted {mode}', { mode: modeName(file.deletedFileMode) }))
  if (file.oldMode !== undefined && file.newMode !== undefined) {
    facts.push(`${list(file.oldMode).split(', ').map(modeName).join(', ')} → ${modeName(file.newMode)}`)
  }
  if (file.unchangedPercentage !== undefined)
    facts.push(file.unchangedPercentage === 100 ? t('content unchanged') : t('{percent} % similar', { percent: file.unchangedPercentage }))
  if (file.changedPercentage !== undefined) facts.push(t('{percent} % rewritten', { percent: file.changedPercentage }))
  if (file.isBinary === true) facts.push(t('binary'))
  if (file.mode === '160000') facts.push(t('submodule'))
  return facts
}

/** `header` is what stands before the file's first hunk. */
export function readFileDetails(header: string): FileDetails {
  const [file] = parse(`${header}\n`)
  return { facts: file === undefined ? [] : factsOf(file) }
}
