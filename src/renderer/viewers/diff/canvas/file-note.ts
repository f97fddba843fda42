import { t } from '../../../../shared/language/translate.ts'
import { type DiffFile } from '../model/diff-file.ts'

/** What stands under the header of a file that shows no lines. */
export function fileNote(file: DiffFile, isSeen: boolean): string {
  if (isSeen) return t('All of it was seen')
  if (file.endHunk > file.firstHunk) return t('Only white space changed')
  if (file.isBinary) {
    const hasBytes = /^GIT binary patch/m.test(file.header)
    return hasBytes ? t('Binary file: its bytes are not shown') : t('Binary file: this diff says only that it differs')
  }
  if (file.isSubmodule) return t('Submodule')
  const hasOtherMode = file.oldMode !== undefined && file.newMode !== undefined && file.oldMode !== file.newMode
  if (file.change === 'renamed') return hasOtherMode ? t('Renamed, and its mode changed') : t('Renamed without changes')
  if (file.change === 'copied') return hasOtherMode ? t('Copied with another mode') : t('Copied without changes')
  if (file.change === 'added') return t('Empty file')
  if (file.change === 'deleted') return t('Empty file, or its lines are not in this diff')
  if (file.oldMode !== undefined && file.oldMode !== file.newMode) return t('Only the mode changed')
  return t('The diff names this file and shows no changes of it')
}
