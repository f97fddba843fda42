import { Readable } from 'node:stream'
import { z } from 'zod'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { VitrineError } from '../../shared/errors.ts'
import { attemptNameSchema } from '../../shared/attempt-name.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { exportZip } from '../store/export/export-zip.ts'
import { writeManifest } from '../store/export/manifest.ts'
import { type ExportScanStep, type ExportTarget } from '../../shared/export-scan.ts'
import { attachment } from './content-headers.ts'
import { fingerprintOf, scanExport, type SecretReaders } from './scan-export.ts'

/** Looks through what an archive of this would hold, and says in the end what was found. */
export async function* scanArchive(
  store: ArtifactStore,
  readers: SecretReaders,
  target: ExportTarget,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportScanStep> {
  const filters = filtersOfTarget(target)
  await checkHeld(store, filters)
  const steps = scanExport(store, readers, filters, { signal })
  for (;;) {
    const step = await steps.next()
    if (step.done !== true) yield { state: 'scanning', progress: step.value }
    else {
      yield { state: 'scanned', scan: step.value }
      return
    }
  }
}

/**
 * GET /export?spec=…&task=…&fingerprint=…: a ZIP archive, made while it is sent. Damaged artifacts are named in its summary. What is
 * not as it was when it was looked through for secrets does not leave.
 */
export async function sendExport(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  const { filters, fileStem, fingerprint } = await readAsked(store, url)
  if (fingerprint !== (await fingerprintOf(store, filters)))
    throw new VitrineError('request.invalid', { reason: 'what is exported changed since it was looked through; look through it again' })
  const headers = attachment(`${fileStem}.zip`, 'application/zip')
  if (request.method === 'HEAD') return new Response(null, { headers })
  const started = Promise.withResolvers<Readable>()
  const send = async (archive: Readable): Promise<void> => {
    started.resolve(archive)
    await new Promise<void>((resolve, reject) => {
      archive.once('end', resolve)
      archive.once('error', reject)
      archive.once('close', resolve)
    })
  }
  void run(store, filters, send, request.signal).catch(async (error: unknown) => {
    started.reject(error)
    // What fails after the first byte can only cut the archive short; its reader notices.
    const archive = await started.promise.catch(() => undefined)
    archive?.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return new Response(Readable.toWeb(await started.promise) as ReadableStream, { headers })
}

async function run(
  store: ArtifactStore,
  filters: readonly ArtifactFilter[],
  send: (archive: Readable) => Promise<void>,
  signal: AbortSignal,
) {
  for await (const progress of exportZip(store, filters, send, { signal })) void progress
}

/** GET /manifest?spec=…&task=… */
export async function sendManifest(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  const { filters, fileStem } = await readAsked(store, url)
  const headers = attachment(`${fileStem}.sha256`, 'text/plain; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { headers })
  const lines = Readable.from(writeManifest(store, filters), { objectMode: false })
  return new Response(Readable.toWeb(lines) as ReadableStream, { headers })
}

interface Asked {
  filters: readonly ArtifactFilter[]
  fileStem: string
  /** Empty for what needs none. */
  fingerprint: string
}

async function readAsked(store: ArtifactStore, { searchParams }: URL): Promise<Asked> {
  const asked = askedSchema.safeParse(Object.fromEntries(searchParams))
  if (!asked.success) throw new VitrineError('request.invalid', { reason: 'the address names no spec, task or attempt to export' })
  const { spec: specName, task: taskId, version, against, fingerprint } = asked.data
  const filters = filtersOfTarget({ specName, taskId, version, against })
  await checkHeld(store, filters)
  return { filters, fileStem: filters.map(stemOf).join(' against '), fingerprint }
}

function filtersOfTarget({ specName, taskId, version, against }: ExportTarget): ArtifactFilter[] {
  const one: ArtifactFilter = { specName, ...(taskId === undefined ? {} : { taskId }), ...(version === undefined ? {} : { version }) }
  return against === undefined ? [one] : [one, against]
}

async function checkHeld(store: ArtifactStore, filters: readonly ArtifactFilter[]): Promise<void> {
  for (const filter of filters) {
    const { count } = await store.sum(filter)
    const words = [store.uri, filter.specName, filter.taskId].filter(Boolean).join('/')
    if (count === 0)
      throw new VitrineError('artifact.not-found', { uri: filter.version === undefined ? words : `${words}, attempt ${filter.version}` })
  }
}

/** What is no JSON fits no schema. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const askedSchema = z.object({
  spec: z.string().min(1),
  task: z.string().min(1).optional(),
  version: z.coerce.number().int().positive().optional(),
  against: z.preprocess((text) => (typeof text === 'string' ? parseJson(text) : text), attemptNameSchema.optional()),
  fingerprint: z.string().default(''),
})

const stemOf = ({ specName = '', taskId, version }: ArtifactFilter) =>
  [specName, ...(taskId === undefined ? [] : [taskId]), ...(version === undefined ? [] : ['attempt', version])]
    .join(' ')
    .replaceAll(/[/\\]/g, '-')
