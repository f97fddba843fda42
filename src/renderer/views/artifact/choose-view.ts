// Which ways there are to look at an artifact, the best one first.
import { t } from '../../../shared/language/translate.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactType } from '../../../shared/artifact.ts'
import { type Facts, type TestFacts } from '../../../shared/facts.ts'
import { type ViewName } from '../../state/route.ts'

export const viewLabels: Record<ViewName, string> = {
  diff: t('Diff'),
  log: t('Log'),
  tests: t('Tests'),
  image: t('Image'),
  text: t('Text'),
  hex: t('Hex'),
}

function isFromConsole({ format }: TestFacts): boolean {
  return format.endsWith('-console')
}

function viewsByFacts(facts: Facts): ViewName[] {
  switch (facts.type) {
    case 'diff':
      return facts.notes.some(({ code }) => code === 'diff.none') ? ['text', 'diff', 'hex'] : ['diff', 'text', 'hex']
    case 'log':
      return facts.test === null ? ['log', 'text', 'hex'] : ['log', 'tests', 'text', 'hex']
    case 'test':
      if (facts.format === 'unknown') return ['text', 'tests', 'hex']
      return isFromConsole(facts) ? ['tests', 'log', 'text', 'hex'] : ['tests', 'text', 'hex']
    case 'file':
      return viewsByContent[facts.content]
  }
}

const viewsByContent: Record<Extract<Facts, { type: 'file' }>['content'], ViewName[]> = {
  image: ['image', 'text', 'hex'],
  text: ['text', 'hex'],
  empty: ['text', 'hex'],
  binary: ['hex', 'text'],
}

const viewsByType: Record<ArtifactType, ViewName[]> = {
  diff: ['diff', 'text', 'hex'],
  log: ['log', 'text', 'hex'],
  test: ['tests', 'text', 'hex'],
  file: ['text', 'hex'],
}

/** The views on offer; text and hex are always among them. */
export function chooseViews({ record, facts }: Artifact): readonly ViewName[] {
  if (facts !== null) return viewsByFacts(facts)
  return record.type === 'file' && record.mimeType.startsWith('image/') ? viewsByContent.image : viewsByType[record.type]
}

/** The asked view when it is on offer, else the best one. */
export function chooseView(views: readonly ViewName[], asked: ViewName | undefined): ViewName {
  return views.find((name) => name === asked) ?? views[0] ?? 'text'
}
