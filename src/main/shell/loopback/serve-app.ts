// The app on loopback: what `npm start`, `vitrine serve` and the end-to-end stories start.
import { type App } from '../../api/app.ts'
import { coreParts } from '../../api/core-parts.ts'
import { isAssetRequest, readWindowFile, sendAsset } from '../../api/send-asset.ts'
import { startCatalogThread } from '../../store/catalog/catalog-thread.ts'
import { type Config, readConfig, storeUriIn } from '../../store/config/config.ts'
import { assetsDirectory } from '../assets-directory.ts'
import { announceInstance, createInstanceKey, findInstance, startAlone } from './instances.ts'
import { createLoading } from './load-in-turns.ts'
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
  /**
   * Loads the core and opens the store; the first request that needs them does the same. The link works before: a browser that loads the
   * window meanwhile waits for neither.
   */
  open(): Promise<void>
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
  const storeUri = storeUriIn(await readConfig(place))
  const launchUrl = await findInstance(storeUri)
  return launchUrl === undefined ? undefined : { storeUri, launchUrl }
}

/** Of starts at the same instant one serves, and the others find it. @throws as `serveApp` */
export function findOrServe(options: ServeOptions): Promise<{ before: ServedBefore } | { served: ServedApp }> {
  return startAlone(async () => {
    const before = await findServed(options)
    return before === undefined ? { served: await serveApp(options) } : { before }
  })
}

/**
 * A store that cannot be opened is served too: the window says so and offers others.
 * @throws config.invalid, path.unreadable; request.invalid when the port cannot be used
 */
export async function serveApp({ port, ...place }: ServeOptions = {}): Promise<ServedApp> {
  const config = await readConfig(place)
  const storeUri = storeUriIn(config)
  const directory = assetsDirectory()
  const core = createCore(storeUri, config, directory)
  const loading = createLoading()
  const key = createInstanceKey()
  let isClosed = false
  const host = await openLoopbackHost(
    {
      handle: async (request) => (isAssetRequest(request) ? sendAsset(directory, request) : (await core.app()).handle(request)),
      readWindowFile: (pathname) => loading.answer(readWindowFile(directory, pathname)),
      handleRpc: async (request) => (await core.app()).handleRpc(request),
      instance: { key, storeUri: () => core.storeUri() },
    },
    port === undefined ? {} : { port },
  )
  // Where no file can be kept, later starts do not find this one; everything else works.
  const withdraw = await announceInstance(host.origin, key).catch(() => undefined)
  return {
    url: host.origin,
    storeUri,
    launchUrl: host.createLaunchUrl(),
    createLaunchUrl: () => host.createLaunchUrl(),
    open: async () => {
      startCatalogThread()
      await loading.load(coreParts)
      if (!isClosed) await core.app()
    },
    async close() {
      isClosed = true
      await withdraw?.()
      await host.close()
      await core.close()
    },
  }
}

interface Core {
  app(): Promise<App>
  /** The store that is shown, or will be. */
  storeUri(): string
  close(): Promise<void>
}

function createCore(storeUri: string, { settings }: Config, directory: string): Core {
  let app: App | undefined
  let opening: Promise<App> | undefined
  const open = async () => {
    const { openApp } = await import('../../api/app.ts')
    app = await openApp({ storeUri, settings, assetsDirectory: directory })
    return app
  }
  return {
    app: () => (opening ??= open()),
    storeUri: () => app?.storeUri() ?? storeUri,
    close: async () => {
      const opened = await opening?.catch(() => undefined)
      await opened?.close()
    },
  }
}
