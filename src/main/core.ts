// The core in a process of its own, under Electron: the store, and everything that reads content. Started by electron-core.ts.
import { describeError } from '../shared/error-words.ts'
import { toVitrineError } from '../shared/errors.ts'
import { openApp } from './api/app.ts'
import { type CoreNews, type CoreOrder } from './shell/desktop/core-messages.ts'
import { openCoreSocket } from './shell/desktop/core-socket.ts'
import { findStoreUri, readConfig } from './store/config/config.ts'
import { startThreadPool } from './thread-pool.ts'

startThreadPool()

type OpenOrder = Extract<CoreOrder, { do: 'open' }>

const { parentPort } = process
const tell = (news: CoreNews) => parentPort.postMessage(news)
let opened: ReturnType<typeof open> | undefined

parentPort.on('message', ({ data, ports }) => {
  const order = data as CoreOrder
  switch (order.do) {
    case 'open':
      opened = open(order)
      void tellOfOpening(opened)
      break
    case 'connect':
      void connect(ports)
      break
    case 'close':
      // What main was waiting for is the end of this process.
      void Promise.resolve(opened?.then(({ close }) => close())).finally(() => process.exit())
      break
  }
})

async function tellOfOpening(opening: ReturnType<typeof open>): Promise<void> {
  try {
    await opening
    tell({ is: 'open' })
  } catch (error) {
    tell({ is: 'failed', ...describeError(toVitrineError(error)) })
  }
}

async function connect(ports: readonly Electron.MessagePortMain[]): Promise<void> {
  const core = await opened
  for (const port of ports) {
    core?.app.connect(port)
    // Electron holds a port's messages back until then.
    port.start()
  }
}

async function open({ address, assetsDirectory, ...sources }: OpenOrder) {
  const storeUri = await findStoreUri(sources)
  const { settings } = await readConfig(sources)
  const app = await openApp({ storeUri, settings, assetsDirectory })
  const socket = await openCoreSocket(address, (request) => app.handle(request))
  const stop = new AbortController()
  void (async () => {
    for await (const jobs of app.watchJobs(stop.signal)) tell({ is: 'working', jobs })
  })()
  const close = async () => {
    stop.abort()
    await socket.close()
    await app.close()
  }
  return { app, close }
}
