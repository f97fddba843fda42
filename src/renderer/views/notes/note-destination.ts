// Where a note's link leads: the artifact, in the view that has its spot, at its place.
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { type ArtifactSpot, type NoteSpot, type PlacedNote } from '../../../shared/notes/note.ts'
import { type ArtifactDestination, type Destination } from '../../state/route.ts'
import { formatPlace, parsePlace } from '../../viewers/diff/model/diff-place.ts'
import { formatLinePlace, parseLinePlace } from '../../viewers/lines/line-place.ts'
import { formatTestsPlace, parseTestsPlace, usualTestsPlace } from '../../viewers/tests/tests-place.ts'

/** In the words of the viewer that shows it. */
function placeOfSpot(spot: ArtifactSpot): string | undefined {
  switch (spot.on) {
    case 'line':
    case 'hunk':
      return formatPlace({ path: spot.path, nth: spot.nth, lines: { side: spot.side, first: spot.first, last: spot.last } })
    case 'range':
      return formatLinePlace(spot)
    case 'test':
      return formatTestsPlace({ ...usualTestsPlace, test: spot.test }) ?? ''
    case 'file':
      return formatPlace({ path: spot.path, nth: spot.nth, lines: undefined })
    case 'artifact':
      return undefined
  }
}

export function spotDestination({ specName, taskId, version }: AttemptName, spot: NoteSpot): Destination {
  if (spot.on === 'task') return { at: 'task', specName, taskId, version, show: 'notes' }
  const place = placeOfSpot(spot)
  const as = viewOf(spot)
  return {
    at: 'artifact',
    specName,
    taskId,
    version,
    name: spot.artifact,
    ...(place === undefined ? {} : { place }),
    ...(as === undefined ? {} : { as }),
  }
}

/** The view that has the spot; undefined for the one that the artifact is shown in first. */
function viewOf(spot: ArtifactSpot): ArtifactDestination['as'] {
  switch (spot.on) {
    case 'range':
      return spot.view
    case 'test':
      return 'tests'
    case 'artifact':
      return undefined
    case 'line':
    case 'hunk':
    case 'file':
      return 'diff'
  }
}

/** Whether a place of the route is where the spot is. */
export function isAtSpot({ name, place }: Pick<ArtifactDestination, 'name' | 'place'>, spot: ArtifactSpot): boolean {
  if (name !== spot.artifact) return false
  if (spot.on === 'artifact' || place === undefined) return spot.on === 'artifact' && place === undefined
  switch (spot.on) {
    case 'line':
    case 'hunk':
    case 'file':
      return placeOfSpot(spot) === formatPlace(parsePlace(place))
    case 'range': {
      const lines = parseLinePlace(place)
      return lines?.first === spot.first && lines.last === spot.last
    }
    case 'test':
      return parseTestsPlace(place).test === spot.test
  }
}

/** Spots of placed notes on artifacts, each once, in reading order. */
export function noteSpots(notes: readonly PlacedNote[]): ArtifactSpot[] {
  const spots = new Map<string, ArtifactSpot>()
  for (const { place } of notes) {
    if (place.is === 'placed' && place.spot.on !== 'task') spots.set(`${place.spot.artifact} ${placeOfSpot(place.spot) ?? ''}`, place.spot)
  }
  return [...spots.values()]
}

/** The spot that next and previous lead to; around at the ends. Undefined when there is none. */
export function stepSpot(
  spots: readonly ArtifactSpot[],
  from: Pick<ArtifactDestination, 'name' | 'place'> | undefined,
  by: 1 | -1,
): ArtifactSpot | undefined {
  const here = from === undefined ? -1 : spots.findIndex((spot) => isAtSpot(from, spot))
  if (here >= 0) return spots.at((here + by) % spots.length)
  // From anywhere else in an artifact, the first or last note of that one, if it has any.
  const isIn = (spot: ArtifactSpot) => spot.artifact === from?.name
  return (by === 1 ? spots.find(isIn) : spots.findLast(isIn)) ?? spots.at(by === 1 ? 0 : -1)
}
