// The app on loopback: what `npm start`, `vitrine serve` and the end-to-end stories start.
import { openApp } from '../api/app.ts'
import { findStoreUri } from '../store/config.ts'
import { assetsDirectory } from './assets-directory.ts'
import { openLoopbackHost } from './loopback-host.ts'

export interface ServeOptions {
  /** Folder or URI of the store; without it the configuration decides. */
  store?: string
  config?: string
  /** Without it, or with 0, any free one. */
  port?: number
}

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

/** @throws store.unreachable, store.denied, config.invalid; request.invalid when the port cannot be used */
export async function serveApp({ port, ...place }: ServeOptions = {}): Promise<ServedApp> {
  const storeUri = await findStoreUri(place)
  const app = await openApp({ storeUri, assetsDirectory: assetsDirectory() })
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
