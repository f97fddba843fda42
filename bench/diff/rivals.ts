// What the benchmark asks of its page.

export type Rival = 'ours' | 'pierre' | 'diff2html'

/** Shares of the frames of a scroll from end to end. */
export interface Scrolled {
  /** Took more than 20 ms. */
  longShare: number
  /** Showed no line in the middle of the screen. */
  blankShare: number
}

export interface BenchPage {
  /** Fetches a diff and keeps it; the answer is its size in bytes. */
  load: (rival: Rival, address: string) => Promise<number>
  /** Milliseconds from bytes in hand to the first painted line. */
  first: (rival: Rival) => Promise<number>
  /** Scrolls from the top to the end in so many frames. */
  scroll: (rival: Rival, frames: number) => Promise<Scrolled>
}
