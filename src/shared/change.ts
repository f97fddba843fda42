// What the store tells every open window, whoever caused it.
import { z } from 'zod'

/**
 * One change of the store. `verb` is the one that caused it, or: `facts` came later than their upload; `open`: another store is open now;
 * `viewed`: a reviewer's marks of what was seen of the task; `search`: a reviewer's saved searches; `job`: the list of jobs changed;
 * `job-end`: and one of them is over; `session`: something was told of sessions; `file`: the agent file at `uri`, a path, of the scope
 * `taskId` changed, or its save state did.
 */
export const storeChangeSchema = z.object({
  verb: z.enum([
    'open',
    'upload',
    'delete',
    'restore',
    'purge',
    'tag',
    'verdict',
    'facts',
    'reindex',
    'job',
    'job-end',
    'session',
    'file',
    'viewed',
    'search',
  ]),
  uri: z.string(),
  specName: z.string(),
  taskId: z.string(),
})
export type StoreChange = z.infer<typeof storeChangeSchema>
