// What an upload form knows of each file before it is sent: where it goes and what it is, guessed from its path.
import { t } from '../../../shared/language/translate.ts'
import { type UploadTarget } from '../../../shared/address.ts'
import { type ArtifactType } from '../../../shared/artifact.ts'

export interface UploadDraft {
  specName: string
  taskId: string
  name: string
  /** `auto`: the store looks at name and content. */
  type: ArtifactType | 'auto'
  agent: string | undefined
}

export interface OpenTask {
  specName: string
  taskId: string
}

function guessType(name: string): UploadDraft['type'] {
  const lower = name.toLowerCase()
  if (/\.(diff|patch)$/.test(lower)) return 'diff'
  if (/\.log$|^(test_)?output.*\.txt$/.test(lower)) return 'log'
  if (/junit.*\.xml$|^test-?(results?|report).*\.(json|xml)$|\.trx$|\.tap$/.test(lower)) return 'test'
  return 'auto'
}

/**
 * Paths read from their end: `…/<agent run>/<spec>/<task>/<name>`, as far as they go. A file by itself goes to the open task,
 * a lone folder is a task of the open spec.
 */
export function guessDraft(path: string, open: OpenTask | undefined): UploadDraft {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.')
  const [name = '', task, spec, agent] = segments.toReversed()
  return {
    specName: spec ?? open?.specName ?? '',
    taskId: task ?? open?.taskId ?? '',
    name,
    type: guessType(name),
    agent,
  }
}

/** What keeps a draft from being sent. */
export function draftProblem({ specName, taskId, name }: UploadDraft): string | undefined {
  const missing = [
    ...(specName.trim() === '' ? [t('a spec')] : []),
    ...(taskId.trim() === '' ? [t('a task')] : []),
    ...(name.trim() === '' ? [t('a name')] : []),
  ]
  return missing.length === 0 ? undefined : t('needs {what}', { what: missing.join(t(' and ')) })
}

/** The value that all drafts share, or nothing when they differ. */
export function commonValue<K extends keyof UploadDraft>(drafts: readonly UploadDraft[], key: K): UploadDraft[K] | undefined {
  const [first] = drafts
  return first !== undefined && drafts.every((draft) => draft[key] === first[key]) ? first[key] : undefined
}

export function draftTarget({ specName, taskId, name, type, agent }: UploadDraft, version: number | undefined): UploadTarget {
  return {
    specName: specName.trim(),
    taskId: taskId.trim(),
    name: name.trim(),
    ...(type === 'auto' ? {} : { type }),
    ...(version === undefined ? {} : { version }),
    ...(agent === undefined ? {} : { metadata: { agent } }),
  }
}

/** What pasted text is called: a diff tells by its first lines. */
export function pastedName(text: string): string {
  return /^(diff --git |--- .*\r?\n\+\+\+ |Index: )/m.test(text.slice(0, 4096)) ? 'pasted.diff' : 'pasted.txt'
}
