import { lazy } from 'react'
import { bytesAddress } from '../../state/artifacts.ts'
import { useReport } from '../../state/reports.ts'
import { type ViewName } from '../../state/route.ts'
import { type ViewerProps } from '../../viewers/viewer.ts'

const DiffViewer = lazy(async () => ({ default: (await import('../../viewers/diff/DiffViewer.tsx')).DiffViewer }))
const LogViewer = lazy(async () => ({ default: (await import('../../viewers/log/LogViewer.tsx')).LogViewer }))
const TestsViewer = lazy(async () => ({ default: (await import('../../viewers/tests/TestsViewer.tsx')).TestsViewer }))
const TextViewer = lazy(async () => ({ default: (await import('../../viewers/text/TextViewer.tsx')).TextViewer }))
const HexViewer = lazy(async () => ({ default: (await import('../../viewers/hex/HexViewer.tsx')).HexViewer }))
const ImageViewer = lazy(async () => ({ default: (await import('../../viewers/image/ImageViewer.tsx')).ImageViewer }))

type ChosenViewerProps = Omit<ViewerProps, 'address'> & { view: ViewName }

/** The viewer of one view; each is fetched when it is first needed. */
export function Viewer({ view, ...props }: ChosenViewerProps) {
  const address = bytesAddress(props.artifact.record)
  switch (view) {
    case 'diff':
      return <DiffViewer {...props} address={address} />
    case 'log':
      return <LogViewer {...props} address={address} />
    case 'tests':
      return <ReportViewer {...props} />
    case 'image':
      return <ImageViewer {...props} address={address} />
    case 'text':
      return <TextViewer {...props} address={address} />
    case 'hex':
      return <HexViewer {...props} address={address} />
  }
}

function ReportViewer({ artifact, place, onPlace }: Omit<ChosenViewerProps, 'view'>) {
  const report = useReport(artifact.record.uri)
  return <TestsViewer report={report} place={place} onPlace={onPlace} />
}
