import { t } from '../../../shared/language/translate.ts'
import { ChevronRight } from 'lucide-react'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { verdictWords } from '../../../shared/review/queue-words.ts'
import { useHref, useRoute } from '../../state/navigation.ts'
import { type Destination, type Route } from '../../state/route.ts'
import { isStorage, type StorageDestination } from '../../state/storage-route.ts'
import { useStoreInfo } from '../../state/store.ts'
import { settingsTitles } from '../settings/settings-titles.ts'
import styles from './TopBar.module.css'

interface Crumb {
  words: string
  to: Destination
}

/** Where there is no room for all, the two that say most: what an artifact is called stands at its head. */
function mostTelling({ to }: Route, crumbs: readonly Crumb[]): readonly Crumb[] {
  return to.at === 'artifact' && crumbs.length > 3 ? crumbs.slice(-3, -1) : crumbs.slice(-2)
}

function storageCrumbs(to: StorageDestination): Crumb[] {
  const room: Crumb = { words: t('Storage'), to: { at: 'storage' } }
  switch (to.at) {
    case 'storage': {
      const { specName, taskId } = to
      if (specName === undefined) return [room]
      const spec: Crumb = { words: specName, to: { at: 'storage', specName } }
      return taskId === undefined ? [room, spec] : [room, spec, { words: taskId, to }]
    }
    case 'cleanup':
      return [room, { words: t('Cleanup'), to }]
    case 'trash':
      return [room, { words: t('Trash'), to }]
    case 'verify':
      return [room, { words: t('Verify'), to }]
    case 'activity':
      return [room, { words: t('Activity'), to }]
  }
}

function crumbsOf({ to, from }: Route): Crumb[] {
  if (isStorage(to)) return storageCrumbs(to)
  const queue: Crumb = { words: t('Queue'), to: { at: 'queue' } }
  const home: Crumb = from === 'queue' ? queue : { words: t('Specs'), to: { at: 'home' } }
  if (to.at === 'queue') return to.show === undefined ? [queue] : [queue, { words: verdictWords[to.show], to }]
  if (to.at === 'home' || to.at === 'unknown') return [home]
  if (to.at === 'search') return [{ words: t('Search'), to }]
  if (to.at === 'settings')
    return [
      { words: t('Settings'), to: { at: 'settings' } },
      { words: t(settingsTitles[to.page ?? 'stores']), to },
    ]
  if (to.at === 'sessions') {
    const room: Crumb = { words: t('Sessions'), to: { at: 'sessions' } }
    return to.sessionId === undefined ? [room] : [room, { words: to.sessionId, to }]
  }
  if (to.at === 'workspaces') {
    const { scopeKey, path } = to
    const room: Crumb = { words: t('Workspaces'), to: { at: 'workspaces' } }
    if (scopeKey === undefined) return [room]
    const scope: Crumb = { words: scopeKey, to: { at: 'workspaces', scopeKey } }
    return path === undefined ? [room, scope] : [room, scope, { words: path.slice(1), to }]
  }
  const blobs: Crumb = { words: t('Keyed blobs'), to: { at: 'blobs' } }
  if (to.at === 'blobs') return [blobs]
  if (to.at === 'artifact' && to.specName === blobSpecName) return [blobs, { words: to.name, to }]
  const { specName } = to
  const spec: Crumb = { words: specName, to: { at: 'spec', specName } }
  if (to.at === 'spec') return [home, spec]
  const { taskId } = to
  const task: Crumb = { words: taskId, to: { at: 'task', specName, taskId } }
  if (to.at === 'compare')
    return [home, spec, task, { words: t('Attempts {first} and {second}', { first: to.first, second: to.second }), to }]
  const { version } = to
  if (version === undefined) return [home, spec, task]
  const attempt: Crumb = { words: t('Attempt {version}', { version }), to: { at: 'task', specName, taskId, version } }
  return to.at === 'task' ? [home, spec, task, attempt] : [home, spec, task, attempt, { words: to.name, to }]
}

/** Where the window is, and the way to every place above. */
export function Breadcrumb() {
  const route = useRoute()
  const href = useHref()
  const crumbs = crumbsOf(route)
  const kept = mostTelling(route, crumbs)
  const isWaiting = useStoreInfo().state === 'loading'
  return (
    <nav aria-label={t('Breadcrumb')} className={styles['crumbsNav']}>
      <ol className={styles['crumbs']} data-waiting={isWaiting ? '' : undefined}>
        {crumbs.map((crumb, index) => (
          // A name may be that of the place above it, and two crumbs may lead to one place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} data-kept={kept.includes(crumb) ? '' : undefined}>
            <ChevronRight aria-hidden className={styles['separator']} />
            <a
              href={href(crumb.to)}
              title={crumb.words}
              className={styles['crumb']}
              aria-current={index === crumbs.length - 1 ? 'page' : undefined}
            >
              {crumb.words}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
