// Which content is not opened unasked. Viewers keep what they show in memory; hex and test results do not.
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type ViewName } from '../../state/route.ts'

const unaskedBytes = 512 * 1024 * 1024

/** Whether a view would read more than what is read unasked. */
export function isGated({ originalSize }: Pick<ArtifactRecord, 'originalSize'>, view: ViewName): boolean {
  return view !== 'hex' && view !== 'tests' && originalSize > unaskedBytes
}
