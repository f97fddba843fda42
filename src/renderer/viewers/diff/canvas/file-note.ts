import { type DiffFile } from '../model/diff-file.ts'

/** What stands under the header of a file that shows no lines. */
export function fileNote(file: DiffFile, isSeen: boolean): string {
  if (isSeen) return 'All of it was seen'
  if (file.endHunk > file.firstHunk) return 'Only white space changed'
  if (file.isBinary) return 'Binary file: its bytes are not shown'
  if (file.isSubmodule) return 'Submodule'
  if (file.change === 'renamed') return 'Renamed without changes'
  if (file.change === 'copied') return 'Copied without changes'
  if (file.change === 'added') return 'Empty file'
  if (file.change === 'deleted') return 'Empty file, or its lines are not in this diff'
  if (file.oldMode !== undefined && file.oldMode !== file.newMode) return 'Only the mode changed'
  return 'The diff names this file and shows no changes of it'
}
