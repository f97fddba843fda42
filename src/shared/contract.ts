// The whole border between the renderer and main: every request with its input, output and errors.
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { agentFileSchema } from './agent-file.ts'
import { attemptNameSchema, taskNameSchema } from './attempt-name.ts'
import { artifactFilterSchema, artifactPageSchema, artifactSchema, artifactSortSchema } from './artifact-list.ts'
import { storeChangeSchema } from './change.ts'
import { interdiffFileSchema } from './comparison/interdiff.ts'
import { logDeltaSchema } from './comparison/log-delta.ts'
import { comparisonStepSchema } from './comparison/comparison-step.ts'
import { testComparisonSchema } from './comparison/test-flips.ts'
import { errorDetails } from './errors.ts'
import { jobSchema } from './job.ts'
import { longestNote, noteAnchorSchema, noteSchema, noteSpotSchema, placedNoteSchema } from './notes/note.ts'
import { progressSchema } from './progress.ts'
import { queuePageSchema, queueRequestSchema } from './review/queue.ts'
import {
  receiptSummarySchema,
  planPageRequestSchema,
  receiptPageRequestSchema,
  receiptPageSchema,
  planPageSchema,
  planSummarySchema,
  retentionPolicySchema,
} from './retention.ts'
import { exportScanStepSchema, exportTargetSchema } from './export-scan.ts'
import { pageRequestSchema, pageSummarySchema } from './review-page/review-page.ts'
import { searchPageSchema } from './search.ts'
import { sessionEventSchema, sessionPageSchema, sessionSchema } from './session.ts'
import { specSummarySchema, taskSchema } from './spec.ts'
import { storeInfoSchema } from './store-info.ts'
import { recentStoreSchema, storeChoiceSchema, storeReachSchema, storeSyncSchema, testStepSchema } from './store-reach.ts'
import { testHistorySchema } from './triage/test-history.ts'
import { reportPageSchema } from './test-report.ts'
import { trashChoiceSchema, trashPageSchema, trashSelectionSchema } from './trash.ts'
import { logMentionSchema, triageSchema } from './triage/triage.ts'
import { savedSearchChangeSchema, savedSearchSchema } from './saved-search.ts'
import { specUsageSchema, usageSchema } from './usage.ts'
import { reviewSchema, verdictSchema } from './review/verdict.ts'
import { viewedChangeSchema, viewedMarkSchema } from './review/viewed.ts'
import { fileContentSchema, workspaceMountSchema, workspaceSchema, workspaceSummarySchema } from './workspace.ts'

const errors = Object.fromEntries(Object.entries(errorDetails).map(([code, data]) => [code, { status: 422, data }]))
const request = oc.errors(errors)

/** Long work: the answer is its id at once, and `job.watch` tells the rest. */
const started = z.object({ jobId: z.string() })
const testOf = z.object({ suite: z.array(z.string()), name: z.string() })
const twoUris = z.object({ first: z.string(), second: z.string() })
const uris = z.object({ uris: z.array(z.string()).min(1) })
const sessionId = z.object({ sessionId: z.string() })
const scope = z.object({ scopeKey: z.string().min(1) })
const filePlace = scope.extend({ path: z.string() })
const noteName = taskNameSchema.extend({ noteId: z.string() })
const noteText = z.string().max(longestNote)
const trashIds = z.object({ trashIds: z.array(z.string()).min(1) })
/** `asNewVersion`: what is there again does not keep it from coming back. */
const restored = trashIds.extend({ asNewVersion: z.boolean().default(false) })

/** Every request by noun and verb. All fail with an error of `errorDetails`; those that are particular to a request are named at it. */
export const contract = {
  store: {
    /** The open store. */
    info: request.output(storeInfoSchema),
    /**
     * Opens another store in place of this one; every window follows. Without `reach`, as it was reached the last time.
     * `leaveUnsaved`: edits of agent files that cannot be saved are kept on this machine. @throws store.unreachable, store.denied, file.unsaved
     */
    open: request
      .input(z.object({ uri: z.string().trim().min(1), reach: storeReachSchema.optional(), leaveUnsaved: z.boolean().default(false) }))
      .output(storeInfoSchema),
    /** Stores opened before, the latest first. */
    recent: request.output(z.array(recentStoreSchema)),
    /** Takes a store off that list; the store itself is left alone. */
    forget: request.input(z.object({ uri: z.string() })),
    /** Tries the way to a store, which stays unopened: all steps, now and after every change of one. @throws request.invalid */
    test: request.input(storeChoiceSchema).output(eventIterator(z.array(testStepSchema))),
    /** Looks now what others changed in the open store. */
    sync: request,
    /** How far the open store has followed what others did. */
    syncState: request.output(storeSyncSchema),
    /** Copies the sample store's artifacts into the open store. */
    loadSample: request.output(eventIterator(progressSchema)),
    /** Rebuilds the catalog from the records; a job. */
    reindex: request.output(started),
    /** What takes the space. */
    usage: request.output(usageSchema),
    /** One spec's space by task and type. */
    specUsage: request.input(z.object({ specName: z.string() })).output(specUsageSchema),
    /** Reads artifacts and compares them with their records; a job. Without a filter, also finds content that no record names. */
    verify: request.input(z.object({ filter: artifactFilterSchema.optional() })).output(started),
    /** Changes of the store from now on, by anyone; never ends by itself. */
    changes: request.output(eventIterator(z.array(storeChangeSchema))),
  },
  spec: {
    /** All specs with their tasks, in natural order of their names; not those in which the store keeps blobs and agent files. */
    list: request.output(z.array(specSummarySchema)),
  },
  task: {
    /** @throws artifact.not-found when the task has no artifact */
    get: request.input(taskNameSchema).output(taskSchema),
  },
  queue: {
    /** Tasks of all specs by what needs a look, the riskiest first, among equals what waits the longest. */
    list: request.input(queueRequestSchema).output(queuePageSchema),
  },
  verdict: {
    /** Judges an attempt in the name of `by` (default: the user of the store's process). @throws artifact.not-found, attempt.changed */
    give: request
      .input(
        attemptNameSchema.extend({
          verdict: verdictSchema,
          by: z.string().trim().min(1).optional(),
          /** What was on the reviewer's screen. */
          seen: z.array(z.object({ name: z.string(), checksum: z.string() })).optional(),
        }),
      )
      .output(reviewSchema),
    /** Takes one back, by default the one that stands; the one before it stands again. @throws artifact.not-found, verdict.not-found */
    takeBack: request
      .input(attemptNameSchema.extend({ id: z.string().optional(), by: z.string().trim().min(1).optional() }))
      .output(reviewSchema),
  },
  viewed: {
    /** Marks of what this reviewer has seen of a task's diffs; see viewed.ts. */
    list: request.input(taskNameSchema).output(z.array(viewedMarkSchema)),
    /** Sets and removes marks; answers all of the task. @throws store.denied, store.locked */
    change: request.input(viewedChangeSchema).output(z.array(viewedMarkSchema)),
  },
  savedSearch: {
    /** The searches that this reviewer keeps in the store, the latest first. */
    list: request.output(z.array(savedSearchSchema)),
    /** Adds, or moves to the front, and removes; answers all of them. @throws store.denied, store.locked */
    change: request.input(savedSearchChangeSchema).output(z.array(savedSearchSchema)),
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
    delete: request.input(uris).output(z.object({ trashIds: z.array(z.string()) })),
  },
  trash: {
    /** A page of it, or of a choice, with its sums. */
    page: request
      .input(
        z.object({
          choice: trashChoiceSchema.default({}),
          limit: z.number().int().min(1).max(1000).default(500),
          cursor: z.string().optional(),
        }),
      )
      .output(trashPageSchema),
    /** Puts trashed artifacts back exactly as they were. @throws artifact.not-found; artifact.exists unless `asNewVersion` */
    restore: request.input(restored).output(z.array(artifactSchema)),
    /** The same for many; a job. What cannot be restored is named in its result. */
    restoreAll: request.input(z.object({ selection: trashSelectionSchema, asNewVersion: z.boolean().default(false) })).output(started),
    /** Destroys trashed artifacts for good; a job. */
    purge: request.input(z.object({ selection: trashSelectionSchema })).output(started),
  },
  cleanup: {
    /** The store's own policy. */
    policy: request.output(retentionPolicySchema),
    /** Freezes what a cleanup would delete; changes nothing. Without a policy, the store's own; `excludedUris` are kept. */
    plan: request
      .input(z.object({ policy: retentionPolicySchema.optional(), excludedUris: z.array(z.string()).default([]) }))
      .output(planSummarySchema),
    /** A plan's items. @throws request.invalid when the plan is no longer kept */
    planPage: request.input(planPageRequestSchema).output(planPageSchema),
    /** Deletes exactly what the plan lists and did not change since; a job. */
    apply: request.input(z.object({ planId: z.string() })).output(started),
    /** What cleanups did, the latest first. */
    receipts: request.output(z.array(receiptSummarySchema)),
    /** One of them; `receiptAddress` gives the file. @throws artifact.not-found */
    receipt: request.input(z.object({ planId: z.string() })).output(receiptSummarySchema),
    /** What it deleted, or skipped. @throws artifact.not-found */
    receiptPage: request.input(receiptPageRequestSchema).output(receiptPageSchema),
    /** Restores all that a cleanup deleted and that is still in the trash; a job. */
    undo: request.input(z.object({ planId: z.string() })).output(started),
  },
  job: {
    /** All jobs, the latest first; the changes of the store tell when to look again. */
    list: request.output(z.array(jobSchema)),
    /** All jobs, the latest first: now and after every change; never ends by itself. */
    watch: request.output(eventIterator(z.array(jobSchema))),
    cancel: request.input(started),
    /** Takes a job that is over off the list. */
    dismiss: request.input(started),
  },
  blob: {
    /** The artifact that is under a key now; `artifact.list` of the spec `blobSpecName` lists them all. @throws artifact.not-found */
    get: request.input(z.object({ key: z.string() })).output(artifactSchema),
  },
  session: {
    /** The latest first; what one made is `artifact.list` by `filter.session`. */
    list: request
      .input(
        z.object({
          agent: z.string().optional(),
          specName: z.string().optional(),
          taskId: z.string().optional(),
          isRunning: z.boolean().optional(),
          limit: z.number().int().min(1).max(1000).default(100),
          cursor: z.string().optional(),
        }),
      )
      .output(sessionPageSchema),
    /** @throws session.not-found */
    get: request.input(sessionId).output(sessionSchema),
    /** What happened in it, in order; `after` is the number of the last one that is known. @throws session.not-found */
    events: request
      .input(sessionId.extend({ after: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(1000).default(200) }))
      .output(z.array(sessionEventSchema)),
    /** Whose an attempt was: the sessions that its artifacts name. */
    ofAttempt: request.input(attemptNameSchema).output(z.array(sessionSchema)),
  },
  note: {
    /** A task's notes in reading order, with the places that they have in an attempt: the newest when none is named. */
    list: request
      .input(taskNameSchema.extend({ version: z.number().int().positive().optional() }))
      .output(z.object({ version: z.number(), notes: z.array(placedNoteSchema) })),
    /** What a note at a spot would be tied to. @throws request.invalid when nothing is there */
    quote: request
      .input(attemptNameSchema.extend({ spot: noteSpotSchema }))
      .output(z.object({ spot: noteSpotSchema, anchor: noteAnchorSchema.nullable() })),
    /** @throws request.invalid, artifact.not-found, file.read-only */
    add: request.input(attemptNameSchema.extend({ spot: noteSpotSchema, text: noteText })).output(placedNoteSchema),
    /** Other words, or settled or not. @throws file.not-found, file.read-only */
    change: request.input(noteName.extend({ text: noteText.optional(), isResolved: z.boolean().optional() })).output(noteSchema),
    /** The answer is what `take` puts back. @throws file.not-found, file.read-only */
    delete: request.input(noteName).output(noteSchema),
    /** Takes notes in, each once: the one that was edited last wins. */
    take: request
      .input(taskNameSchema.extend({ notes: z.array(noteSchema) }))
      .output(z.object({ added: z.number(), updated: z.number(), same: z.number() })),
  },
  workspace: {
    /** Scopes of agent files; not those that hold the notes of tasks. */
    list: request.output(z.array(workspaceSummarySchema)),
    /** One with all its files, as they are in storage now; changes of it are the verb `file` of `store.changes`. */
    get: request.input(scope).output(workspaceSchema),
    /** Lets a folder of this machine keep a directory of a scope. @throws path.unreadable, request.invalid */
    mount: request.input(workspaceMountSchema),
    /** Takes it back; the folder stays as it is. */
    unmount: request.input(workspaceMountSchema.pick({ scopeKey: true, baseDirectory: true })),
    /** Saves everything unsaved now. @throws store.unreachable naming what could not be saved */
    flush: request.input(scope),
  },
  file: {
    /** @throws file.not-found */
    get: request.input(filePlace).output(agentFileSchema),
    /** A file with its content; the bytes of any are at `fileAddress`. @throws file.not-found */
    read: request.input(filePlace).output(z.object({ file: agentFileSchema, content: fileContentSchema })),
    /**
     * A new file is saved at once, an edit when nothing changed for a while. `ifChecksum`: of the content that the edit began from, null for
     * a new file. @throws file.changed, file.exists, file.read-only
     */
    write: request.input(filePlace.extend({ text: z.string(), ifChecksum: z.string().nullable().optional() })).output(agentFileSchema),
    makeDirectory: request.input(filePlace).output(agentFileSchema),
    /** Title, type, tags and custom metadata, which is merged. */
    describe: request
      .input(
        filePlace.extend({
          title: z.string().nullable().optional(),
          id: z.string().nullable().optional(),
          fileType: z.string().optional(),
          tags: z.array(z.string().min(1)).optional(),
          custom: z.record(z.string(), z.json()).optional(),
        }),
      )
      .output(agentFileSchema),
    /** Renames or moves a file, or a directory with all that is below it. @throws file.exists, file.read-only, request.invalid */
    move: request.input(scope.extend({ from: z.string(), to: z.string() })).output(agentFileSchema),
    /** @throws file.not-found, file.read-only, request.invalid for a directory that is not empty, unless `recursive` */
    delete: request.input(filePlace.extend({ recursive: z.boolean().default(false) })),
  },
  /** Finds artifacts by names, contents and facts; the grammar is in search.ts. @throws request.invalid */
  search: request
    .input(z.object({ query: z.string(), limit: z.number().int().min(1).max(100).default(20), cursor: z.string().optional() }))
    .output(searchPageSchema),
  archive: {
    /** Looks through everything that a ZIP archive would hold; ends with what was found. `exportAddress` gives the archive of exactly that. */
    scan: request.input(exportTargetSchema).output(eventIterator(exportScanStepSchema)),
  },
  page: {
    /** Freezes a review page and looks through it for secrets; `pageAddress` gives the file. @throws artifact.not-found */
    make: request.input(pageRequestSchema).output(pageSummarySchema),
  },
  /** Two artifacts, and how the second differs from the first. @throws artifact.not-found, artifact.corrupt */
  compare: {
    /** Of two artifacts with tests in them: what became of each test. */
    tests: request.input(twoUris).output(eventIterator(comparisonStepSchema(testComparisonSchema))),
    /** Of two diffs: their files. The lines are at `interdiffAddress`. @throws request.invalid for diffs too large for it */
    diffs: request.input(twoUris).output(eventIterator(comparisonStepSchema(z.array(interdiffFileSchema)))),
    /** Of two logs: the lines that only one has. */
    logs: request.input(twoUris).output(eventIterator(comparisonStepSchema(logDeltaSchema))),
  },
  report: {
    /**
     * The parsed test report of a `test` artifact, or of the test summary in a `log`, with its cases from that index on. They come in pages: no
     * window could read 100,000 in one go and answer its reader meanwhile.
     */
    get: request.input(z.object({ uri: z.string(), from: z.number().int().nonnegative().default(0) })).output(reportPageSchema),
    /** How one test ended in every attempt of its task. */
    history: request.input(taskNameSchema.extend({ ...testOf.shape, artifactName: z.string() })).output(testHistorySchema),
  },
  triage: {
    /** What the failing tests of an attempt have to do with its diffs. */
    get: request.input(attemptNameSchema).output(triageSchema),
    /** Where a log names a test. */
    mention: request.input(testOf.extend({ uri: z.string() })).output(logMentionSchema),
  },
}
