import { t } from '../../../shared/language/translate.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'

/** Why an artifact is not shown as what its type says, in a sentence. */
export function viewNote({ facts }: Artifact): string | undefined {
  const none = facts?.type === 'diff' ? facts.notes.find(({ code }) => code === 'diff.none') : undefined
  if (none?.detail !== undefined)
    return t('It has the form of {form}, which is no unified diff, so this is its text.', { form: none.detail })
  if (none !== undefined) return t('No diff was found in it, so this is its text.')
  if (facts?.type === 'test' && facts.format === 'unknown')
    return t('No report format that Vitrine knows was found in it, so this is its text.')
  return undefined
}
