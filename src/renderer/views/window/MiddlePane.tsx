import { t } from '../../../shared/language/translate.ts'
import { MapPinOff } from 'lucide-react'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { type Destination } from '../../state/route.ts'
import { useHref, useRoute } from '../../state/navigation.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Home } from '../home/Home.tsx'
import { laterView } from './later-view.ts'

const BlobsView = laterView(async () => (await import('../blobs/BlobsView.tsx')).BlobsView)
const ComparisonView = laterView(async () => (await import('../compare/ComparisonView.tsx')).ComparisonView)
const SearchView = laterView(async () => (await import('../search/SearchView.tsx')).SearchView)
const KeysView = laterView(async () => (await import('../keys/KeysView.tsx')).KeysView)
const AppearanceView = laterView(async () => (await import('../settings/AppearanceView.tsx')).AppearanceView)
const StoresView = laterView(async () => (await import('../settings/StoresView.tsx')).StoresView)
const SessionList = laterView(async () => (await import('../sessions/SessionList.tsx')).SessionList)
const SessionView = laterView(async () => (await import('../sessions/SessionView.tsx')).SessionView)
const QueueView = laterView(async () => (await import('../review/QueueView.tsx')).QueueView)
const SpecView = laterView(async () => (await import('../spec/SpecView.tsx')).SpecView)
const StorageRoom = laterView(async () => (await import('../storage/StorageRoom.tsx')).StorageRoom)
const ScopeList = laterView(async () => (await import('../workspaces/ScopeList.tsx')).ScopeList)
const WorkspaceView = laterView(async () => (await import('../workspaces/WorkspaceView.tsx')).WorkspaceView)
const TaskView = laterView(async () => (await import('../task/TaskView.tsx')).TaskView)

function settingsPage(page: Extract<Destination, { at: 'settings' }>['page']) {
  switch (page) {
    case undefined:
      return <StoresView />
    case 'keys':
      return <KeysView />
    case 'appearance':
      return <AppearanceView />
  }
}

/** The middle pane of each route. */
export function MiddlePane() {
  const { to } = useRoute()
  const href = useHref()
  switch (to.at) {
    case 'home':
      return <Home />
    case 'search':
      return <SearchView search={to.search} />
    case 'queue':
      return <QueueView key={to.show ?? ''} show={to.show ?? 'waiting'} />
    case 'blobs':
      return <BlobsView />
    case 'sessions':
      return to.sessionId === undefined ? <SessionList /> : <SessionView key={to.sessionId} sessionId={to.sessionId} />
    case 'workspaces':
      return to.scopeKey === undefined ? <ScopeList /> : <WorkspaceView key={to.scopeKey} scopeKey={to.scopeKey} path={to.path} />
    case 'settings':
      return settingsPage(to.page)
    case 'spec':
      return <SpecView specName={to.specName} />
    case 'task':
      return <TaskView specName={to.specName} taskId={to.taskId} version={to.version} show={to.show} openName={undefined} />
    case 'artifact':
      if (to.search !== undefined) return <SearchView search={to.search} open={to} />
      if (to.specName === blobSpecName) return <BlobsView open={to} />
      return <TaskView specName={to.specName} taskId={to.taskId} version={to.version} openName={to.name} />
    case 'compare':
      return <ComparisonView to={to} />
    case 'storage':
    case 'cleanup':
    case 'trash':
    case 'verify':
    case 'activity':
      return <StorageRoom to={to} />
    case 'unknown':
      return (
        <Notice
          isPage
          icon={<MapPinOff aria-hidden />}
          title={t('This address leads nowhere')}
          actions={<a href={href({ at: 'home' })}>{t('All specs')}</a>}
        >
          {t('{path} is no place in Vitrine. The link may be cut off.', { path: to.path })}
        </Notice>
      )
  }
}
