// Where the window was when it closed, put back onto the displays there are now.
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const rectangleSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Rectangle = z.infer<typeof rectangleSchema>

const windowStateSchema = z.object({ bounds: rectangleSchema, maximized: z.boolean() })
export type WindowState = z.infer<typeof windowStateSchema>

/** So much of the window must lie on a display to be reached with the mouse. */
const reachablePixels = 100

/** The state to open with, or `undefined` when there is none yet or none of its window would be reachable. */
export function readWindowState(path: string, displays: readonly Rectangle[]): WindowState | undefined {
  try {
    const state = windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return displays.some((display) => isReachable(state.bounds, display)) ? state : undefined
  } catch {
    // A window in its default place is better than none.
    return undefined
  }
}

/** A convenience: where it cannot be written, the next window opens in its default place, and this one closes all the same. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state))
  } catch {
    return
  }
}

function isReachable(bounds: Rectangle, display: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x)
  const height = Math.min(bounds.y + bounds.height, display.y + display.height) - Math.max(bounds.y, display.y)
  return width >= reachablePixels && height >= reachablePixels && bounds.y >= display.y
}
