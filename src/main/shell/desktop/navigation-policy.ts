// What a page of ours may do to its window. Pure, so that it is tested without Electron.
import { isAppUrl } from './app-requests.ts'

/** `stay`: our own page. `outside`: for the system's browser. `refuse`: nobody opens it. */
export type NavigationDecision = 'stay' | 'outside' | 'refuse'

export function decideNavigation(address: string): NavigationDecision {
  if (isAppUrl(address)) return 'stay'
  return URL.canParse(address) && new URL(address).protocol === 'https:' ? 'outside' : 'refuse'
}

/** Copying a link is all that the window asks of the system. */
export function isPermissionGranted(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(requestingUrl)
}
