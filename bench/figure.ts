// What a benchmark found: one line of the table in DESIGN §8.

export interface Figure {
  what: string
  measured: number
  /** A peer's figure of the same run, or the limit itself. */
  beside: number
  besideWhat: string
  unit: string
  /** The ratio `measured / beside` that is wanted. */
  wanted: { atMost: number } | { atLeast: number }
}

export const ratioOf = ({ measured, beside }: Figure) => measured / beside

export function isReached(figure: Figure): boolean {
  const ratio = ratioOf(figure)
  return 'atMost' in figure.wanted ? ratio <= figure.wanted.atMost : ratio >= figure.wanted.atLeast
}

/** A figure whose limit is a number and no peer. */
export function againstLimit(what: string, measured: number, limit: number, unit: string): Figure {
  return { what, measured, beside: limit, besideWhat: 'the limit', unit, wanted: { atMost: 1 } }
}

/** To whoever runs several benchmarks; for those that print tables of their own. */
export function passFigures(figures: readonly Figure[]): void {
  process.send?.(figures)
}

/** To whoever runs several benchmarks; to the terminal when this one was started alone. */
export function tellFigures(figures: readonly Figure[]): void {
  passFigures(figures)
  if (process.send === undefined) for (const figure of figures) console.log(formatFigure(figure).join('  '))
}

/** The cells of a figure: what, measured, beside what, ratio, wanted, reached or not. */
export function formatFigure(figure: Figure): string[] {
  const { what, measured, beside, besideWhat, unit, wanted } = figure
  const isMost = 'atMost' in wanted
  const limit = isMost ? wanted.atMost : wanted.atLeast
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2).replace(/^(\d+)\.0$/, '$1'))
  const share = limit > 0 && limit < 0.5 ? `1/${Math.round(1 / limit)}` : `${limit}`
  const ratio = ratioOf(figure)
  return [
    isReached(figure) ? '✓' : '✗',
    what,
    `${number(measured)} ${unit}`,
    `${besideWhat}: ${number(beside)} ${unit}`,
    ratio < 0.01 ? ratio.toFixed(4) : ratio.toFixed(2),
    `${isMost ? '≤' : '≥'} ${share}`,
  ]
}

/** Of samples of one thing on a machine that others use too: what it takes when nobody is in the way. */
export const quietest = (samples: readonly number[]) => Math.min(...samples)

export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5)

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** The processors' time that this process used meanwhile, which others on the machine lengthen little; for work that waits for nothing. */
export async function processorTimed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
