import { t } from '../../../shared/language/translate.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'

/** Why an artifact is not shown as what its type says, in a sentence. */
export function viewNote({ facts }: Artifact): string | undefined {
  if (facts?.type === 'diff' && facts.notes.some(({ code }) => code === 'diff.none'))
    return t('No diff was found in it, so this is its text.')
  if (facts?.type === 'test' && facts.format === 'unknown')
    return t('No report format that Vitrine knows was found in it, so this is its text.')
  return undefined
}
