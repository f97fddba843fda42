// The longest tasks of a window's main thread while something is done in it.
import { type CDPSession } from '@playwright/test'
import { z } from 'zod'

/** Tells the window's thread among others. */
export const markName = 'this window'
const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  ts: z.number().optional(),
})
type TraceEvent = z.infer<typeof eventSchema>

/** A task, and the longest thing of a name that happened in it. */
export interface Task {
  processorMs: number
  clockMs: number
  what: string
}

/** The longest task, and what all took together of the thread's processor time. */
export interface Traced extends Task {
  allMs: number
}

const none: Traced = { processorMs: 0, clockMs: 0, what: '', allMs: 0 }

/** Records what every thread of the browser does; gives the longest tasks of a window's main thread. */
export async function traced(session: CDPSession, work: () => Promise<void>): Promise<Traced> {
  const events: TraceEvent[] = []
  const take = ({ value }: { value: unknown[] }) => {
    for (const one of value) {
      const event = eventSchema.safeParse(one)
      if (event.success) events.push(event.data)
    }
  }
  session.on('Tracing.dataCollected', take)
  const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing']
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } })
  try {
    await work()
  } finally {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
    await session.send('Tracing.end')
    await complete
    session.off('Tracing.dataCollected', take)
  }
  return longestTask(events)
}

function longestTask(events: readonly TraceEvent[]): Traced {
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  // The browser has pages of its own, whose work is not ours.
  const mains = new Set(events.filter(({ name }) => name === markName).map(key))
  const ours = events.filter((event) => event.ph === 'X' && mains.has(key(event)))
  const tasks = ours.filter(({ name }) => name.endsWith('RunTask'))
  const worst = tasks.reduce<TraceEvent | undefined>((most, task) => ((task.tdur ?? 0) > (most?.tdur ?? 0) ? task : most), undefined)
  if (worst === undefined) return none
  const end = (worst.ts ?? 0) + (worst.dur ?? 0)
  const inside = ours
    .filter((event) => !event.name.endsWith('RunTask') && key(event) === key(worst))
    .filter(({ ts = 0, tdur = 0 }) => ts >= (worst.ts ?? 0) && ts < end && tdur > 5000)
    .toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 4)
  const ms = (us = 0) => us / 1000
  const what = inside.map(({ name, tdur }) => `${name} ${ms(tdur).toFixed(0)}`).join(', ')
  // A task is told by two names, one within the other.
  const allMs = tasks.filter(({ name }) => name === worst.name).reduce((sum, { tdur }) => sum + ms(tdur), 0)
  return { processorMs: ms(worst.tdur), clockMs: ms(worst.dur), what, allMs }
}
