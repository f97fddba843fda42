// The core as main sees it: a process of its own, so that nothing it does holds up a window, and its end is not the app's.
import { fileURLToPath } from 'node:url'
import { type MessagePortMain, utilityProcess } from 'electron'
import { type Job } from '../../../shared/job.ts'
import { assetsDirectory } from '../assets-directory.ts'
import { createCoreAddress, fetchFromCore, removeCoreAddress } from './core-fetch.ts'
import { t } from '../../../shared/language/translate.ts'
import { type CoreNews, type CoreOrder } from './core-messages.ts'

export interface Core {
  fetch(request: Request): Promise<Response>
  connect(port: MessagePortMain): void
  /** Waits until everything is written. */
  close(): Promise<void>
}

export interface CoreListener {
  onJobs: (jobs: readonly Job[]) => void
  /** It ended although nobody asked it to. */
  onCrash: (code: number) => void
}

/** Why the core did not open, in words for people, in English: see `sayAgain`. */
export class CoreFailure extends Error {
  readonly wayOut: string
  constructor({ what, wayOut }: { what: string; wayOut: string }) {
    super(what)
    this.wayOut = wayOut
  }
}

const entry = fileURLToPath(new URL('./core.js', import.meta.url))
const closingMs = 30_000

/** @throws CoreFailure */
export async function startCore(sources: { store?: string; config?: string }, { onJobs, onCrash }: CoreListener): Promise<Core> {
  const address = await createCoreAddress()
  const child = utilityProcess.fork(entry, [], { serviceName: 'Vitrine core', stdio: 'inherit' })
  const order = (message: CoreOrder, ports: MessagePortMain[] = []) => child.postMessage(message, ports)
  const gone = new Promise<number>((resolve) => child.once('exit', resolve)).then(() => removeCoreAddress(address))
  let isExpected = false
  await new Promise<void>((resolve, reject) => {
    child.on('message', (news: CoreNews) => {
      if (news.is === 'open') resolve()
      else if (news.is === 'failed') reject(new CoreFailure(news))
      else onJobs(news.jobs)
    })
    child.once('exit', (code) =>
      reject(new CoreFailure({ what: t('The core ended with code {code}.', { code }), wayOut: t('Start Vitrine again.') })),
    )
    order({ do: 'open', address, assetsDirectory: assetsDirectory(), ...sources })
  }).catch(async (error: unknown) => {
    await removeCoreAddress(address)
    throw error
  })
  child.once('exit', (code) => {
    onJobs([])
    if (!isExpected) onCrash(code)
  })
  return {
    fetch: (request) => fetchFromCore(address, request),
    connect: (port) => order({ do: 'connect' }, [port]),
    async close() {
      isExpected = true
      order({ do: 'close' })
      const limit = setTimeout(() => child.kill(), closingMs)
      await gone
      clearTimeout(limit)
    },
  }
}
