// The door of the store core: everything an open store can do.
import { type Artifact, type ArtifactFilter, type ArtifactPage } from '../../shared/artifact-list.ts'
import { type ArtifactRecord, type ArtifactType } from '../../shared/artifact.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { type Progress } from '../../shared/progress.ts'
import { type CleanupReceipt, type ReceiptSummary, type RetentionPlan, type RetentionPolicy } from '../../shared/retention.ts'
import { type QueuePage, type QueueRequest } from '../../shared/review/queue.ts'
import { parseSearch, type SearchPage } from '../../shared/search.ts'
import { type SpecSummary, type Task } from '../../shared/spec.ts'
import { type StoreInfo } from '../../shared/store-info.ts'
import { type TrashChoice, type Trashed, type TrashPage } from '../../shared/trash.ts'
import { type SavedSearchChange } from '../../shared/saved-search.ts'
import { type SpecUsage, type Usage } from '../../shared/usage.ts'
import { type Review, type Verdict } from '../../shared/review/verdict.ts'
import { type VerifyReport } from '../../shared/verify.ts'
import { type ViewedChange } from '../../shared/review/viewed.ts'
import { createOwner } from '../process-owner.ts'
import { findPublished, publishCatalog, type PublishedCatalog } from './catalog/published-catalog.ts'
import { type ChangeListener, openChanges } from './changes.ts'
import { type Deleted, deleteArtifacts } from './delete.ts'
import { noteDamage } from './damage.ts'
import { type DownloadOptions, openDownloads } from './download.ts'
import { openFactsQueue, openLook } from './contents/facts-queue.ts'
import { openFollowing } from './following.ts'
import { freshStore } from './fresh-store.ts'
import { getTask, listVersions } from './get-task.ts'
import { type Content } from './upload/ingest.ts'
import { openJournal } from './journal.ts'
import { taskFolder } from './key.ts'
import { type ListOptions } from './list-options.ts'
import { openLeases } from './leases.ts'
import { openLocks } from './locks.ts'
import { describeQuota, describeUsage } from './quota.ts'
import { openIndexSnapshot } from './necrocode/index-snapshot.ts'
import { mirroredCompression, openNecrocode } from './necrocode/necrocode.ts'
import { keysOfUri, placeOfUri } from './places.ts'
import { purgeArtifacts } from './trash/purge.ts'
import { settleTask, undoIntent } from './recovery.ts'
import { reindex } from './reindex.ts'
import { applyRetention } from './retention/apply-retention.ts'
import { type CleanupOptions, planCleanup } from './retention/plan-cleanup.ts'
import { getReceipt, listReceipts } from './retention/receipts.ts'
import { changeSavedSearches, listSavedSearches } from './saved-searches.ts'
import { type SearchOptions, searchStore } from './search.ts'
import { checkWritable, clampMoment, foundOr, type StoreContext } from './store-context.ts'
import { type RefreshListener, type StoreParts } from './store-parts.ts'
import { type TagChange, tagArtifact } from './tags.ts'
import { listTrash, pageTrash, type TrashPageOptions } from './trash/trash-list.ts'
import { restoreArtifacts, type RestoreOptions } from './trash/restore.ts'
import { upload, type UploadOptions, type UploadOutcome } from './upload/upload.ts'
import { type AttemptPlace, giveVerdict, takeBackVerdict, type VerdictOptions } from './verdicts.ts'
import { type VerifyOptions, type VerifyProgress, verifyStore } from './verify.ts'
import { changeViewed, listViewed } from './viewed.ts'
import { openWriteGroups } from './write-groups.ts'

/** An open store. Calls may run side by side; those that write one task wait for each other. */
export interface ArtifactStore {
  readonly uri: string
  /** False when content comes over a network: then facts are computed of what is looked at while somebody watches, and by `completeFacts`. */
  readonly isLocal: boolean
  info(): Promise<StoreInfo>
  /** The type that an upload without one would get. */
  recogniseType(name: string, head: Uint8Array): Promise<ArtifactType>
  /** Stores content as an artifact [S4] [S7]. @throws see upload/upload.ts */
  upload(content: Content, options: UploadOptions): Promise<UploadOutcome>
  /** An artifact's raw bytes, checked [S11]. @throws artifact.not-found, artifact.corrupt */
  download(uri: string, options?: DownloadOptions): Promise<AsyncIterable<Uint8Array>>
  /** @throws artifact.not-found */
  get(uri: string): Promise<Artifact>
  find(uri: string): Promise<Artifact | undefined>
  exists(uri: string): Promise<boolean>
  /** Stored bytes. @throws artifact.not-found */
  getSize(uri: string): Promise<number>
  list(options?: ListOptions): Promise<ArtifactPage>
  /** The newest artifacts that a search (see shared/search.ts) lets through, with the lines that hold its texts. @throws request.invalid, store.unreachable */
  search(query: string, options?: SearchOptions): Promise<SearchPage>
  /** Count and stored bytes of all artifacts a filter lets through. */
  sum(filter?: ArtifactFilter): Promise<{ count: number; sizeBytes: number }>
  listSpecs(): Promise<SpecSummary[]>
  /** Tasks of all specs by what needs a look, a page at a time. @throws request.invalid */
  listQueue(request?: QueueRequest): Promise<QueuePage>
  /** @throws artifact.not-found when the task has neither artifacts nor problems */
  getTask(specName: string, taskId: string): Promise<Task>
  /** All versions of the artifact that a URI names one of, oldest first. @throws artifact.not-found */
  listVersions(uri: string): Promise<Artifact[]>
  /** Moves artifacts to the trash [S8]; URIs that name none count as done and are not in the answer. */
  delete(uris: readonly string[]): Promise<Deleted[]>
  /** Everything in the trash, or of a choice, what was deleted first comes first. */
  listTrash(choice?: TrashChoice): Promise<Trashed[]>
  /** What was deleted last comes first. */
  pageTrash(options: TrashPageOptions): Promise<TrashPage>
  /** @throws artifact.not-found, artifact.corrupt; artifact.exists unless `asNewVersion` */
  restore(trashIds: readonly string[], options?: RestoreOptions): Promise<Artifact[]>
  /** Destroys trashed artifacts: the only thing that does. Ids that name none count as done. */
  purge(trashIds: readonly string[]): Promise<void>
  /** @throws artifact.not-found, name.invalid */
  tag(uri: string, change: TagChange): Promise<Artifact>
  /** Judges an attempt; see verdicts.ts. @throws artifact.not-found, attempt.changed */
  giveVerdict(attempt: AttemptPlace, verdict: Verdict, options?: VerdictOptions): Promise<Review>
  /** Takes a verdict back: by default the one that stands. @throws artifact.not-found, verdict.not-found */
  takeBackVerdict(attempt: AttemptPlace, options?: { id?: string | undefined; by?: string | undefined }): Promise<Review>
  /** Marks of what this reviewer has seen of a task's diffs, by content. */
  listViewed(task: { specName: string; taskId: string }): Promise<string[]>
  /** Sets and removes such marks; answers all of the task. @throws store.denied, store.locked */
  changeViewed(change: ViewedChange): Promise<string[]>
  /** The searches that this reviewer keeps in the store, the latest first. */
  listSavedSearches(): Promise<string[]>
  /** Adds, or moves to the front, and removes; answers all of them. @throws store.denied, store.locked */
  changeSavedSearches(change: SavedSearchChange): Promise<string[]>
  /** Reads artifacts and compares them with their records [S11]. Changes nothing. */
  verify(options?: VerifyOptions): AsyncGenerator<VerifyProgress, VerifyReport>
  /** What is stored, by spec, type and day [S10]. */
  usage(): Promise<Usage>
  /** One spec's sums by task and type. */
  specUsage(specName: string): Promise<SpecUsage>
  /** The configured policy [S9]. */
  readonly retentionPolicy: RetentionPolicy
  /** What a cleanup by this policy (default: the configured one) would delete at a moment (default: now) [S9]. Changes nothing. */
  planCleanup(options?: CleanupOptions): Promise<RetentionPlan>
  /** Deletes exactly what the plan lists and did not change since; see retention/apply-retention.ts. */
  applyCleanup(plan: RetentionPlan, options?: { signal?: AbortSignal | undefined }): AsyncGenerator<Progress, CleanupReceipt>
  /** Receipts of cleanups, the latest first. */
  listReceipts(): Promise<ReceiptSummary[]>
  /** One of them with its lists. @throws artifact.not-found */
  getReceipt(planId: string): Promise<CleanupReceipt>
  /** Calls back whenever the store was looked through for what others did, which happens now and then while it is watched. */
  onRefresh(listener: RefreshListener): () => void
  /** Brings the catalog to what the records say [S12]; see reindex.ts. */
  reindex(options: { everything: boolean }): AsyncGenerator<Progress>
  /** Puts a copy of the catalog into the bucket, for machines that come later to start from. @throws backend.cannot in a folder */
  publishCatalog(): Promise<PublishedCatalog>
  /** Computes facts that are missing; resolves when all are there. */
  completeFacts(): Promise<void>
  /** Resolves when the facts of everything uploaded so far are computed. */
  settled(): Promise<void>
  /** Calls back on every change by anyone [S6]; returns the function that stops it. */
  watch(listener: ChangeListener): () => void
  /** Resolves when what was under way has ended. Whatever is asked afterwards rejects with `store.unreachable`; to close again does nothing. */
  close(): Promise<void>
}

/** Opens a store from its parts: recovers what dead processes left, and fills the catalog when it is new. */
export async function openArtifactStore({
  backend,
  databases,
  understanding,
  settings,
  writable,
  catalogPath,
  now: clock = () => new Date(),
  owner = createOwner(backend.capabilities.localPath === undefined ? 'worldwide' : 'local'),
  freshness = 'asked',
  refreshMs = backend.capabilities.localPath === undefined ? 10_000 : 2000,
}: StoreParts): Promise<ArtifactStore> {
  const now = () => clampMoment(clock())
  const locks = openLocks({
    table: databases,
    owner,
    waitMs: settings.lockWaitMs,
    settle: (folder) => settleTask(context, folder),
  })
  const downloads = openDownloads(backend)
  const isLocal = backend.capabilities.localPath !== undefined
  const followers = new Set<RefreshListener>()
  const follow = async () => {
    const startedAt = performance.now()
    let tasks = 0
    try {
      for await (const { done } of reindex(context, { everything: false })) tasks = done
    } catch (error) {
      for (const told of followers) told({ error: toVitrineError(error) })
      throw error
    }
    for (const told of followers) told({ tasks, tookMs: performance.now() - startedAt })
    return tasks
  }
  const refresh = async () => {
    const tasks = await follow()
    if (tasks === 0 || (isLocal && !writable)) return
    changes.look()
    if (isLocal) await facts.addMissing()
  }
  const changes = openChanges(databases, { refresh, refreshMs })
  const necrocode = await openNecrocode({ backend, databases, mirror: settings.mirrorNecrocode })
  const placeOf = async (uri: string) =>
    (necrocode.isPresent() ? await databases.findElsewhere(keysOfUri(backend.rootUri, uri)) : undefined) ?? placeOfUri(backend.rootUri, uri)
  const facts = openFactsQueue(databases, downloads, understanding, placeOf, changes.look)
  let stages = 0
  const newStageId = () => `${owner}~${++stages}`
  let published: Promise<PublishedCatalog | undefined> | undefined
  const snapshot = openIndexSnapshot({
    backend,
    databases,
    newStageId,
    isMirrored: necrocode.isMirrored,
    isForeign: necrocode.isPresent,
  })
  const context: StoreContext = {
    backend,
    databases,
    locks,
    leases:
      backend.capabilities.conditionalWrites || backend.capabilities.localPath !== undefined
        ? undefined
        : openLeases({ backend, owner, waitMs: settings.lockWaitMs }),
    journal: openJournal({
      backend,
      owner,
      undo: (intent) => undoIntent(context, intent),
      leaveUnsettled: (folder) => locks.leaveUnsettled(folder),
    }),
    groups: openWriteGroups(() => context),
    understanding,
    settings: settings.mirrorNecrocode ? { ...settings, compression: mirroredCompression(settings.compression) } : settings,
    writable,
    necrocode,
    snapshot,
    published: () => (published ??= findPublished(backend)),
    catalogPath,
    newStageId,
    now,
    placeOf,
    changed: (put) => {
      changes.look()
      if (!isLocal) return
      for (const { record, file } of put) facts.add(record, { folder: taskFolder(record.specName, record.taskId), file })
    },
  }
  const following = openFollowing(context, { freshness, isWatched: () => changes.isWatched() })
  // Facts of what lies elsewhere cost its download, so they are computed of what somebody looks at.
  const lookAt = openLook(facts, placeOf, () => !isLocal && changes.isWatched())

  const find = async (uri: string): Promise<Artifact | undefined> => {
    const place = await placeOf(uri)
    return place && databases.find(place)
  }
  const get = async (uri: string) => foundOr(await find(uri), uri)
  const keyOf = (record: ArtifactRecord) => record.uri.slice(backend.rootUri.length + 1)

  // Whatever was left half-done may have to do with what NecroCode wrote.
  await necrocode.scan({ everything: !(await databases.isFilled()) })
  await following.begin()

  let closing: Promise<void> | undefined
  const closeAll = async () => {
    await facts.close()
    changes.close()
    for (const part of [context.groups, locks, snapshot, understanding, databases, backend]) await part.close()
  }
  const store: ArtifactStore = {
    uri: backend.rootUri,
    isLocal,
    info: async () => {
      const { count, sizeBytes } = await databases.usage()
      return {
        uri: backend.rootUri,
        scheme: backend.scheme,
        writable,
        artifacts: count,
        sizeBytes,
        quota: describeQuota(sizeBytes, settings.quota),
        problems: await databases.listProblems(),
      }
    },
    recogniseType: understanding.recogniseType,
    upload: (content, options) => upload(context, content, options),
    download: async (uri, options) => {
      const place = foundOr(await placeOf(uri), uri)
      const found = foundOr(await databases.find(place), uri)
      return noteDamage(context, found, options?.verify !== false, () =>
        following.read(found, place, ({ record }) => downloads.download(record, keyOf(record), options)),
      )
    },
    get,
    find,
    exists: async (uri) => (await find(uri)) !== undefined,
    getSize: async (uri) => (await get(uri)).record.size,
    list: async ({ filter = {}, sort = '-created', limit = 200, cursor } = {}) => {
      const page = await databases.list(filter, sort, Math.min(Math.max(1, limit), 1000), cursor)
      return { ...page, artifacts: await lookAt(page.artifacts) }
    },
    search: async (query, options) => searchStore(context, downloads, parseSearch(query), options),
    sum: (filter = {}) => databases.sum(filter),
    listSpecs: () => databases.listSpecs(),
    listQueue: (request = {}) => databases.listQueue(request),
    getTask: async (specName, taskId) => {
      const task = await getTask(context, specName, taskId)
      return { ...task, artifacts: await lookAt(task.artifacts) }
    },
    listVersions: async (uri) => listVersions(context, (await get(uri)).record, find),
    delete: async (uris) => {
      const places = await Promise.all(uris.map(placeOf))
      return deleteArtifacts(
        context,
        places.filter((place) => place !== undefined),
      )
    },
    listTrash: (choice) => listTrash(context, choice),
    pageTrash: (options) => pageTrash(context, options),
    restore: (trashIds, options) => restoreArtifacts(context, trashIds, options),
    purge: (trashIds) => purgeArtifacts(context, trashIds),
    tag: (uri, change) => tagArtifact(context, uri, change),
    giveVerdict: (attempt, verdict, options) => giveVerdict(context, attempt, verdict, options),
    takeBackVerdict: (attempt, options) => takeBackVerdict(context, attempt, options),
    listViewed: (task) => listViewed(context, task),
    changeViewed: (change) => changeViewed(context, change),
    listSavedSearches: () => listSavedSearches(context),
    changeSavedSearches: (change) => changeSavedSearches(context, change),
    verify: (options) => verifyStore(context, downloads, options),
    usage: () => describeUsage(context),
    specUsage: (specName) => databases.specUsage(specName.normalize('NFC')),
    retentionPolicy: settings.retention,
    planCleanup: ({ policy = settings.retention, now: moment = now(), ...options } = {}) =>
      planCleanup(context, { ...options, policy, now: moment }),
    applyCleanup: (plan, options) => {
      checkWritable(context)
      return applyRetention(context, plan, options)
    },
    listReceipts: () => listReceipts(backend),
    getReceipt: (planId) => getReceipt(backend, planId),
    onRefresh: (listener) => {
      followers.add(listener)
      return () => void followers.delete(listener)
    },
    reindex: (options) => reindex(context, options),
    publishCatalog: () => {
      checkWritable(context)
      if (isLocal)
        throw new VitrineError('backend.cannot', { scheme: backend.scheme, operation: 'publish a catalog: it lies beside the store' })
      return publishCatalog({ backend, databases, stageId: newStageId(), now: now() })
    },
    completeFacts: async () => {
      await facts.addMissing()
      await facts.settled()
    },
    settled: () => facts.settled(),
    watch: (listener) => changes.watch(listener),
    close: () => (closing ??= closeAll()),
  }
  return isLocal || freshness === 'later' ? store : freshStore(store, following, placeOf)
}
