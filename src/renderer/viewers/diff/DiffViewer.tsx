import { type ViewerProps } from '../viewer.ts'
import { DiffPane } from './DiffPane.tsx'

/** The diff that an artifact is. */
export function DiffViewer({ address, place, onPlace }: ViewerProps) {
  return <DiffPane source={address} place={place} onPlace={onPlace} />
}
