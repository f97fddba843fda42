// Where a hit leads: to its line in a log or text, its row in a diff, its test in a report.
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type SearchHit } from '../../../shared/search.ts'
import { type ArtifactDestination, type ViewName } from '../../state/route.ts'
import { formatTestsPlace, usualTestsPlace } from '../../viewers/tests/tests-place.ts'
import { chooseViews } from '../artifact/choose-view.ts'

/** The artifact with the search beside it; with a hit, the place of the hit. */
export function hitDestination(artifact: Artifact, search: string, hit?: SearchHit): ArtifactDestination {
  const { specName, taskId, version, name } = artifact.record
  const to: ArtifactDestination = { at: 'artifact', specName, taskId, version, name, search }
  if (hit === undefined) return to
  const [best = 'text'] = chooseViews(artifact)
  const place = placeOf(best, hit)
  // What has no lines of its own, as an image that is text, is read as text.
  return place === undefined ? { ...to, as: 'text', place: `L${hit.line}` } : { ...to, place }
}

function placeOf(view: ViewName, { line, test }: SearchHit): string | undefined {
  switch (view) {
    case 'log':
    case 'text':
      return `L${line}`
    case 'diff':
      return `line:${line}`
    case 'tests':
      return formatTestsPlace({ ...usualTestsPlace, near: test ?? '' })
    case 'image':
    case 'hex':
      return undefined
  }
}
