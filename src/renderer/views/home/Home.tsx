import { Loaded } from '../../ui/Loaded.tsx'
import { Pane } from '../../ui/Pane.tsx'
import { Button } from '../../ui/Button.tsx'
import { FailedNotice } from '../../ui/FailedNotice.tsx'
import { openDialog } from '../../state/dialog.ts'
import { useSpecs } from '../../state/specs.ts'
import { useStoreInfo } from '../../state/store.ts'
import { EmptyStore } from '../store/EmptyStore.tsx'
import { SpecGrid } from './SpecGrid.tsx'

/** What the open store holds, spec by spec. */
export function Home() {
  const specs = useSpecs()
  const info = useStoreInfo()
  if (info.state === 'failed') {
    return (
      <Pane label="Store">
        {() => (
          <FailedNotice
            error={info.error}
            retry={() => {
              info.retry()
              if (specs.state === 'failed') specs.retry()
            }}
            actions={<Button onClick={() => openDialog({ dialog: 'store' })}>Choose another store</Button>}
          />
        )}
      </Pane>
    )
  }
  return (
    <Loaded from={specs} label="Loading specs">
      {(value) => {
        if (value.length > 0) return <SpecGrid specs={value} />
        return <Pane label="Store">{() => info.state === 'ready' && <EmptyStore info={info.value} />}</Pane>
      }}
    </Loaded>
  )
}
