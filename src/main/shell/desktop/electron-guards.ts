// Puts the navigation policy in force for every page, also for one that nobody expected.
import { app, session, shell, type Event } from 'electron'
import { decideNavigation, isPermissionGranted } from './navigation-policy.ts'

export function guardWebContents(): void {
  app.on('web-contents-created', (_, contents) => {
    const guard = (event: Event<{ url: string }>) => {
      const decision = decideNavigation(event.url)
      if (decision === 'stay') return
      event.preventDefault()
      if (decision === 'outside') openOutside(event.url)
    }
    contents.on('will-navigate', guard)
    contents.on('will-redirect', guard)
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (decideNavigation(url) === 'outside') openOutside(url)
      return { action: 'deny' }
    })
  })
}

/** The only way out of the window: https, as `decideNavigation` found it. */
function openOutside(address: string): void {
  void shell.openExternal(new URL(address).href)
}

export function guardPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, decide) => decide(isPermissionGranted(permission, contents.getURL())))
  defaultSession.setPermissionCheckHandler((_, permission, origin) => isPermissionGranted(permission, origin))
  defaultSession.setDevicePermissionHandler(() => false)
}
