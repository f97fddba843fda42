// What the benchmark asks of its page.

export type LogRival = 'ours' | 'codemirror'

export interface LogPage {
  /** Fetches a log and keeps it, for those that want it in hand; milliseconds. */
  load: (rival: LogRival, address: string) => Promise<number>
  /** Milliseconds from the start to the first painted line. */
  first: (rival: LogRival) => Promise<number>
  /** Waits until ours has indexed all and looked through it. */
  settle: () => Promise<void>
  /** Milliseconds to fetch and index every line. */
  index: (address: string) => Promise<number>
  /** Milliseconds to fetch the bytes in a worker and count the newlines, and nothing else. */
  scan: (address: string) => Promise<number>
  /** Milliseconds to find every hit of a pattern in the log that was indexed last, and the hits. */
  find: (pattern: string) => Promise<{ ms: number; hits: number }>
}
