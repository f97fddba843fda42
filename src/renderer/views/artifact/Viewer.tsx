import { lazy } from 'react'
import { bytesAddress } from '../../state/artifacts.ts'
import { type ViewName } from '../../state/route.ts'
import { type ViewerProps } from '../../viewers/viewer.ts'

const DiffViewer = lazy(async () => ({ default: (await import('../../viewers/diff/DiffViewer.tsx')).DiffViewer }))
const LogViewer = lazy(async () => ({ default: (await import('../../viewers/log/LogViewer.tsx')).LogViewer }))

type ChosenViewerProps = Omit<ViewerProps, 'address'> & { view: ViewName }

/** The viewer of one view; each is fetched when it is first needed. */
export function Viewer({ view, ...props }: ChosenViewerProps) {
  const address = bytesAddress(props.artifact.record)
  return view === 'diff' ? <DiffViewer {...props} address={address} /> : <LogViewer key={view} {...props} address={address} />
}
