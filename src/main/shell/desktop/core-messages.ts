// What Electron's main process and the process of the core tell each other; both are of one build, so nothing is parsed.
import { type Job } from '../../../shared/job.ts'

/** Where the core listens for what goes by URL, and the secret that a request carries. */
export interface CoreAddress {
  /** A socket of a folder that only this user may enter; on Windows a named pipe, which anybody may open. */
  socketPath: string
  secret: string
}

export type CoreOrder =
  | { do: 'open'; address: CoreAddress; store?: string | undefined; config?: string | undefined; assetsDirectory: string }
  /** Comes with one port, of a window. */
  | { do: 'connect' }
  | { do: 'close' }

export type CoreNews =
  | { is: 'open' }
  /** In words for people. */
  | { is: 'failed'; what: string; wayOut: string }
  | { is: 'working'; jobs: Job[] }
