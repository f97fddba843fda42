import { type Artifact } from '../../shared/artifact-list.ts'
import { type FindQuery } from './lines/find/find-query.ts'
import { type ViewerNotes } from './viewer-notes.ts'

/** What every viewer of an artifact's bytes is given by its view. */
export interface ViewerProps {
  artifact: Artifact
  /** Same-origin address of the raw bytes (GET, ranges). Viewers fetch it themselves, workers included. */
  address: string
  /** The place inside the artifact that the route names, in the viewer's own words (`L12-L20`, `src/a.ts:R14` …). */
  place: string | undefined
  /** What the reader searched for and is to be found in it. */
  find?: FindQuery | undefined
  /** Puts another place in the route, so that it can be copied and reloaded. */
  onPlace: (place: string | undefined) => void
  /** Absent where nobody writes notes. */
  notes: ViewerNotes | undefined
}
