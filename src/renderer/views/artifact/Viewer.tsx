import { lazy } from 'react'
import { bytesAddress } from '../../state/artifacts.ts'
import { type ViewName } from '../../state/route.ts'
import { type ViewerProps } from '../../viewers/viewer.ts'

const LogViewer = lazy(async () => ({ default: (await import('../../viewers/log/LogViewer.tsx')).LogViewer }))

type ChosenViewerProps = Omit<ViewerProps, 'address'> & { view: ViewName }

/** The viewer of one view; each is fetched when it is first needed. */
export function Viewer({ view, ...props }: ChosenViewerProps) {
  return <LogViewer key={view} {...props} address={bytesAddress(props.artifact.record)} />
}
