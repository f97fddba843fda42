import { lazy, useMemo } from 'react'
import { bytesAddress, contentAddress } from '../../state/artifacts.ts'
import { type ViewName } from '../../state/route.ts'
import { useWritable } from '../../state/store.ts'
import { useViewed } from '../../state/viewed.ts'
import { sayFailure } from '../../ui/notices/toasts.ts'
import { type ViewerProps } from '../../viewers/viewer.ts'
import { useFailingTests } from './failing-tests.ts'

const DiffViewer = lazy(async () => ({ default: (await import('../../viewers/diff/DiffViewer.tsx')).DiffViewer }))
const LogViewer = lazy(async () => ({ default: (await import('../../viewers/log/LogViewer.tsx')).LogViewer }))
const ReportViewer = lazy(async () => ({ default: (await import('./ReportViewer.tsx')).ReportViewer }))
const TextViewer = lazy(async () => ({ default: (await import('../../viewers/text/TextViewer.tsx')).TextViewer }))
const HexViewer = lazy(async () => ({ default: (await import('../../viewers/hex/HexViewer.tsx')).HexViewer }))
const ImageViewer = lazy(async () => ({ default: (await import('../../viewers/image/ImageViewer.tsx')).ImageViewer }))

type ChosenViewerProps = Omit<ViewerProps, 'address'> & { view: ViewName }

/** The viewer of one view; each is fetched when it is first needed. */
export function Viewer({ view, ...props }: ChosenViewerProps) {
  const address = contentAddress(props.artifact)
  switch (view) {
    case 'diff':
      return <LinkedDiffViewer {...props} address={address} />
    case 'log':
      return <LogViewer {...props} address={address} />
    case 'tests':
      return <ReportViewer {...props} />
    case 'image':
      return <ImageViewer {...props} address={address} />
    case 'text':
      return <TextViewer {...props} address={address} />
    case 'hex':
      return <HexViewer {...props} address={bytesAddress(props.artifact.record)} />
  }
}

function LinkedDiffViewer(props: ViewerProps) {
  const { specName, taskId } = props.artifact.record
  const failing = useFailingTests(props.artifact)
  const isWritable = useWritable()
  const { marks, change } = useViewed(specName, taskId)
  const viewed = useMemo(
    () => ({
      marks,
      change: isWritable ? (names: readonly string[], isSeen: boolean) => void change(names, isSeen).catch(sayFailure) : undefined,
    }),
    [marks, change, isWritable],
  )
  return <DiffViewer {...props} viewed={viewed} failing={failing} />
}
