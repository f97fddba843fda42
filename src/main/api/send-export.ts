import { Readable } from 'node:stream'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { exportZip } from '../store/export/export-zip.ts'
import { writeManifest } from '../store/export/manifest.ts'

/** GET /export?spec=…&task=…: a ZIP archive, made while it is sent. Damaged artifacts are named in its summary. */
export async function sendExport(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  const filter = await findFilter(store, url)
  const headers = attachment(`${fileStem(filter)}.zip`, 'application/zip')
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
  void run(store, filter, send, request.signal).catch(async (error: unknown) => {
    started.reject(error)
    // What fails after the first byte can only cut the archive short; its reader notices.
    const archive = await started.promise.catch(() => undefined)
    archive?.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return new Response(Readable.toWeb(await started.promise) as ReadableStream, { headers })
}

async function run(store: ArtifactStore, filter: ArtifactFilter, send: (archive: Readable) => Promise<void>, signal: AbortSignal) {
  for await (const progress of exportZip(store, filter, send, { signal })) void progress
}

/** GET /manifest?spec=…&task=… */
export async function sendManifest(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  const filter = await findFilter(store, url)
  const headers = attachment(`${fileStem(filter)}.sha256`, 'text/plain; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { headers })
  const lines = Readable.from(writeManifest(store, filter), { objectMode: false })
  return new Response(Readable.toWeb(lines) as ReadableStream, { headers })
}

async function findFilter(store: ArtifactStore, { searchParams }: URL): Promise<ArtifactFilter> {
  const specName = searchParams.get('spec')
  const taskId = searchParams.get('task')
  if (specName === null) throw new VitrineError('request.invalid', { reason: 'the address names no spec' })
  const filter = { specName, ...(taskId === null ? {} : { taskId }) }
  const { count } = await store.sum(filter)
  if (count === 0) throw new VitrineError('artifact.not-found', { uri: [store.uri, specName, taskId].filter(Boolean).join('/') })
  return filter
}

const fileStem = ({ specName = '', taskId }: ArtifactFilter) =>
  [specName, ...(taskId === undefined ? [] : [taskId])].join(' ').replaceAll(/[/\\]/g, '-')

const attachment = (name: string, type: string) =>
  new Headers({
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'no-store',
  })
