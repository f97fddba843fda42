// The route over the History API. Every plain link of the page to an address of ours goes through here.
import { useCallback, useSyncExternalStore } from 'react'
import { deepLinkOrigin } from '../../shared/shell.ts'
import { type Destination, formatRoute, parseRoute, type Route, routeTo } from './route.ts'

const listeners = new Set<() => void>()
let address = ''
let route: Route = { to: { at: 'home' }, filter: '' }

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The route the address bar names; the same object until the address changes. */
function currentRoute(): Route {
  if (address !== location.href) {
    address = location.href
    route = parseRoute(location)
  }
  return route
}

function tell(): void {
  for (const listener of listeners) listener()
}

function go(next: Route, history: 'push' | 'replace'): void {
  const target = formatRoute(next)
  if (target === formatRoute(currentRoute())) return
  if (history === 'push') window.history.pushState(null, '', target)
  else window.history.replaceState(null, '', target)
  tell()
}

/** Opens another place; the tree's filter stays. `replace` leaves no step behind for the back button. */
export function navigate(to: Destination, options: { replace?: boolean; from?: 'queue' } = {}): void {
  const { replace = false, ...from } = options
  go({ ...routeTo(to, currentRoute()), ...from }, replace ? 'replace' : 'push')
}

/** Opens the place that an address of ours names. */
export function navigateToAddress(address: string): void {
  go(parseRoute(new URL(address, location.origin)), 'push')
}

export function setFilter(filter: string): void {
  go({ ...currentRoute(), filter }, 'replace')
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}

/** Gives links their addresses; they keep the tree's filter. */
export function useHref(): (to: Destination, from?: 'queue') => string {
  const route = useRoute()
  return useCallback((to, from) => formatRoute({ ...routeTo(to, route), ...(from === undefined ? {} : { from }) }), [route])
}

/** An address to hand to somebody else: whole, and without how this window's tree is filtered. */
export function shareableAddress(to: Destination): string {
  const address = formatRoute({ to, filter: '' })
  // The desktop's own addresses lead nowhere outside its window.
  return window.shell === undefined ? new URL(address, location.href).href : `${deepLinkOrigin}${address}`
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return null
  const link = event.target.closest('a')
  return link === null || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin ? null : link
}

function followLink(event: MouseEvent): void {
  const link = linkOf(event)
  if (link === null) return
  const next = parseRoute(link)
  if (next.to.at === 'unknown') return
  event.preventDefault()
  go(next, 'push')
}

/** Starts following links and the back button. Returns the function that stops it. */
export function watchNavigation(): () => void {
  window.addEventListener('popstate', tell)
  document.addEventListener('click', followLink)
  return () => {
    window.removeEventListener('popstate', tell)
    document.removeEventListener('click', followLink)
  }
}
