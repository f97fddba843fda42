// Work over very many tests, done a slice at a time so that the window answers in between.

/** Work that stops between its slices; `finish` or `inSlices` carry it on. */
export type Slices<T> = Generator<void, T>

/** So many items are far less than a slice takes. */
const itemsBetween = 500
const sliceMs = 8

/** Whether a place in a loop is one to stop at. */
export const isStop = (index: number): boolean => index % itemsBetween === itemsBetween - 1

/** All of it at once. */
export function finish<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Slice after slice; undefined when the signal stopped it. */
export async function inSlices<T>(work: Slices<T>, signal: AbortSignal): Promise<T | undefined> {
  let pauseAt = performance.now() + sliceMs
  for (;;) {
    if (signal.aborted) return undefined
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() < pauseAt) continue
    await new Promise((resolve) => setTimeout(resolve))
    pauseAt = performance.now() + sliceMs
  }
}

/** A sorted copy; equals stay in their order. */
export function* sortInSlices<T>(items: readonly T[], compare: (one: T, other: T) => number): Slices<T[]> {
  let runs: T[][] = []
  for (let start = 0; start < items.length; start += itemsBetween) {
    runs.push(items.slice(start, start + itemsBetween).toSorted(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = merged
  }
  return runs[0] ?? []
}

function* merge<T>(left: readonly T[], right: readonly T[], compare: (one: T, other: T) => number): Slices<T[]> {
  const merged: T[] = []
  let [atLeft, atRight] = [0, 0]
  while (atLeft < left.length || atRight < right.length) {
    const [one, other] = [left[atLeft], right[atRight]]
    const isLeft = atRight >= right.length || (atLeft < left.length && compare(one as T, other as T) <= 0)
    merged.push((isLeft ? one : other) as T)
    if (isLeft) atLeft++
    else atRight++
    if (isStop(merged.length)) yield
  }
  return merged
}
