import { t } from '../../../shared/language/translate.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { useSpecs } from '../../state/specs.ts'
import { useStoreInfo } from '../../state/store.ts'
import { EmptyStore } from '../store/EmptyStore.tsx'
import { SpecGrid } from './SpecGrid.tsx'

/** What the open store holds, spec by spec. */
export function Home() {
  const specs = useSpecs()
  const info = useStoreInfo()
  return (
    <Loaded from={specs} label={t('Loading specs')}>
      {(value) => {
        if (value.length > 0) return <SpecGrid specs={value} />
        return <Pane label={t('Store')}>{() => info.state === 'ready' && <EmptyStore info={info.value} />}</Pane>
      }}
    </Loaded>
  )
}
