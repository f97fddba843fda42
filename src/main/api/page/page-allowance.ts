// How much a page may hold before a browser has a hard time with it.
import { formatBytes } from '../../../shared/bytes.ts'
import { type LeftOut } from '../../../shared/review-page/review-page.ts'

const mostBytes = 12 * 1024 * 1024

export interface PageAllowance {
  /** How many bytes may still come. */
  left: () => number
  spend: (bytes: number) => void
  leaveOut: (what: string, because: string) => void
  leftOut: () => LeftOut[]
}

export function createAllowance(): PageAllowance {
  let spent = 0
  const leftOut: LeftOut[] = []
  return {
    left: () => Math.max(0, mostBytes - spent),
    spend: (bytes) => {
      spent += bytes
    },
    leaveOut: (what, because) => leftOut.push({ what, because }),
    leftOut: () => leftOut,
  }
}

export const overAllowance = `a page holds ${formatBytes(mostBytes)} of text at most`
