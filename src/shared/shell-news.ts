// What the Electron shell tells the window: what was chosen in a menu, opened by the system, or picked in a dialog.
import { z } from 'zod'

/** One piece of news. */
export const shellNewsSchema = z.discriminatedUnion('news', [
  /** A command of the table was chosen. */
  z.object({ news: z.literal('command'), id: z.string() }),
  /** A link leads to an address of the window. */
  z.object({ news: z.literal('go'), address: z.string().startsWith('/') }),
  z.object({ news: z.literal('open-store'), uri: z.string() }),
  /** Files to upload; each address gives its bytes once. */
  z.object({ news: z.literal('files'), files: z.array(z.object({ path: z.string(), address: z.string().startsWith('/') })) }),
])
export type ShellNews = z.infer<typeof shellNewsSchema>
