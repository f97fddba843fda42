// The app on loopback: what `npm start`, `vitrine serve` and the end-to-end stories start.
import { openApp } from '../api/app.ts'
import { findStoreUri, readConfig } from '../store/config.ts'
import { assetsDirectory } from './assets-directory.ts'
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

/**
 * A store that cannot be opened is served too: the window says so and offers others.
 * @throws config.invalid, path.unreadable; request.invalid when the port cannot be used
 */
export async function serveApp({ port, ...place }: ServeOptions = {}): Promise<ServedApp> {
  const storeUri = await findStoreUri(place)
  const { settings } = await readConfig(place)
  const app = await openApp({ storeUri, settings, assetsDirectory: assetsDirectory() })
  try {
    const host = await openLoopbackHost(app, port === undefined ? {} : { port })
    return {
      url: host.origin,
      storeUri,
      launchUrl: host.createLaunchUrl(),
      createLaunchUrl: () => host.createLaunchUrl(),
      async close() {
        await host.close()
        await app.close()
      },
    }
  } catch (error) {
    await app.close()
    throw error
  }
}
