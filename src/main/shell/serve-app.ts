// The app on loopback: what `npm start`, `vitrine serve` and the end-to-end stories start.
import { openApp } from '../api/app.ts'
import { findStoreUri, readConfig } from '../store/config/config.ts'
import { assetsDirectory } from './assets-directory.ts'
import { announceInstance, createInstanceKey, findInstance } from './instances.ts'
import { openLoopbackHost } from './loopback-host.ts'
import { type ServeOptions } from './serve-arguments.ts'

export interface ServedApp {
  /** `http://127.0.0.1:<port>` */
  url: string
  storeUri: string
  /** A link that opens the window once. */
  launchUrl: string
  /** Another such link. */
  createLaunchUrl(): string
  close(): Promise<void>
}

/** What an earlier start serves: the store of these options, and a link that opens its window once. */
export interface ServedBefore {
  storeUri: string
  launchUrl: string
}

/** Whoever names a port wants that port, so nothing found elsewhere will do. */
export async function findServed({ port, ...place }: ServeOptions): Promise<ServedBefore | undefined> {
  if (port !== undefined && port !== 0) return undefined
  const storeUri = await findStoreUri(place)
  const launchUrl = await findInstance(storeUri)
  return launchUrl === undefined ? undefined : { storeUri, launchUrl }
}

/**
 * A store that cannot be opened is served too: the window says so and offers others.
 * @throws config.invalid, path.unreadable; request.invalid when the port cannot be used
 */
export async function serveApp({ port, ...place }: ServeOptions = {}): Promise<ServedApp> {
  const storeUri = await findStoreUri(place)
  const { settings } = await readConfig(place)
  const app = await openApp({ storeUri, settings, assetsDirectory: assetsDirectory() })
  const key = createInstanceKey()
  try {
    const instance = { key, storeUri: () => app.storeUri() }
    const host = await openLoopbackHost({ ...app, instance }, port === undefined ? {} : { port })
    // Where no file can be kept, later starts do not find this one; everything else works.
    const withdraw = await announceInstance(host.origin, key).catch(() => undefined)
    return {
      url: host.origin,
      storeUri,
      launchUrl: host.createLaunchUrl(),
      createLaunchUrl: () => host.createLaunchUrl(),
      async close() {
        await withdraw?.()
        await host.close()
        await app.close()
      },
    }
  } catch (error) {
    await app.close()
    throw error
  }
}
