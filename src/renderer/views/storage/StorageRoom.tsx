import { type StorageDestination } from '../../state/storage-route.ts'
import { ActivityView } from './activity/ActivityView.tsx'
import { CleanupView } from './cleanup/CleanupView.tsx'
import { StorageOverview } from './overview/StorageOverview.tsx'
import { TrashView } from './trash/TrashView.tsx'
import { VerifyView } from './verify/VerifyView.tsx'

/** Where space is looked at and made. */
export function StorageRoom({ to }: { to: StorageDestination }) {
  switch (to.at) {
    case 'storage':
      return <StorageOverview specName={to.specName} taskId={to.taskId} />
    case 'cleanup':
      return <CleanupView to={to} />
    case 'trash':
      return <TrashView text={to.text ?? ''} />
    case 'verify':
      return <VerifyView to={to} />
    case 'activity':
      return <ActivityView planId={to.planId} />
  }
}
