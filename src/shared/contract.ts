// The whole border between the renderer and main: every request with its input, output and errors.
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { artifactFilterSchema, artifactPageSchema, artifactSchema, artifactSortSchema } from './artifact-list.ts'
import { storeChangeSchema } from './change.ts'
import { errorDetails } from './errors.ts'
import { progressSchema } from './progress.ts'
import { specSummarySchema, taskSchema } from './spec.ts'
import { storeInfoSchema } from './store-info.ts'
import { testReportSchema } from './test-report.ts'
import { trashedSchema } from './trash.ts'

const errors = Object.fromEntries(Object.entries(errorDetails).map(([code, data]) => [code, { status: 422, data }]))
const request = oc.errors(errors)

const uris = z.object({ uris: z.array(z.string()).min(1) })
const trashIds = z.object({ trashIds: z.array(z.string()).min(1) })

export const contract = {
  store: {
    /** The open store. */
    info: request.output(storeInfoSchema),
    /** Opens another store in place of this one; every window follows. @throws store.unreachable, store.denied */
    open: request.input(z.object({ uri: z.string().min(1) })).output(storeInfoSchema),
    /** Stores opened before, the latest first. */
    recent: request.output(z.array(z.string())),
    /** Copies the sample store's artifacts into the open store. */
    loadSample: request.output(eventIterator(progressSchema)),
    /** Rebuilds the catalog from the records. */
    reindex: request.output(eventIterator(progressSchema)),
    /** Changes of the store from now on, by anyone; never ends by itself. */
    changes: request.output(eventIterator(z.array(storeChangeSchema))),
  },
  spec: {
    /** All specs with their tasks, in natural order of their names. */
    list: request.output(z.array(specSummarySchema)),
  },
  task: {
    /** @throws artifact.not-found when the task has no artifact */
    get: request.input(z.object({ specName: z.string(), taskId: z.string() })).output(taskSchema),
  },
  artifact: {
    get: request.input(z.object({ uri: z.string() })).output(artifactSchema),
    list: request
      .input(
        z.object({
          filter: artifactFilterSchema.default({}),
          sort: artifactSortSchema.default('-created'),
          limit: z.number().int().min(1).max(1000).default(200),
          cursor: z.string().optional(),
        }),
      )
      .output(artifactPageSchema),
    /** Moves to the trash; what is not there counts as done. The answer is what it takes to undo. */
    delete: request.input(uris).output(trashIds.extend({ trashIds: z.array(z.string()) })),
  },
  trash: {
    list: request.output(z.array(trashedSchema)),
    /** Puts trashed artifacts back exactly as they were. @throws artifact.exists, artifact.not-found */
    restore: request.input(trashIds).output(z.array(artifactSchema)),
  },
  report: {
    /** The parsed test report of a `test` artifact, or of the test summary in a `log`. */
    get: request.input(z.object({ uri: z.string() })).output(testReportSchema),
  },
}
