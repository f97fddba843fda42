import { type ViewerProps } from '../viewer.ts'
import { DiffPane } from './DiffPane.tsx'
import { type FailingAwaited, type FailingTests } from './model/failing-tests.ts'
import { type ViewedMarks } from './viewed/viewing.ts'

interface DiffViewerProps extends ViewerProps {
  viewed: ViewedMarks
  failing?: FailingTests | FailingAwaited | undefined
}

/** The diff that an artifact is. */
export function DiffViewer({ address, place, onPlace, find, notes, viewed, failing }: DiffViewerProps) {
  return <DiffPane source={address} place={place} onPlace={onPlace} find={find} notes={notes} viewed={viewed} failing={failing} />
}
