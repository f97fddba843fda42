// What the benchmark asks of its page.

export type Rival = 'ours' | 'pierre' | 'diff2html'

/** Shares of the frames of a scroll from end to end. */
export interface Scrolled {
  /** Took more than 20 ms. */
  longShare: number
  /** Showed no line in the middle of the screen; known of ours alone, whose markup says what is a line. */
  blankShare: number | undefined
}

export interface BenchPage {
  /** Milliseconds from a diff's bytes in hand to its first painted line. Fetching them is nobody's time. */
  first: (rival: Rival, address: string) => Promise<number>
  /** Shows the diff of an address until a line of it is painted; nothing of it is held by the page itself. */
  open: (rival: Rival, address: string) => Promise<void>
  /** Bytes that the page and its workers hold. */
  held: () => Promise<number>
  /** Scrolls from the top to the end in so many frames. */
  scroll: (rival: Rival, frames: number) => Promise<Scrolled>
  /** The share of long frames while nothing happens: what else the machine does. */
  idle: (frames: number) => Promise<number>
}
