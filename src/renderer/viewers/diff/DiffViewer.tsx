import { type ViewerProps } from '../viewer.ts'
import { DiffPane } from './DiffPane.tsx'
import { type FailingTests } from './model/failing-tests.ts'

/** The diff that an artifact is. */
export function DiffViewer({ address, place, onPlace, find, failing }: ViewerProps & { failing?: FailingTests | undefined }) {
  return <DiffPane source={address} place={place} onPlace={onPlace} find={find} failing={failing} />
}
