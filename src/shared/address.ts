// Addresses of the one request handler that carries bytes; the renderer builds them, main answers them.
import { type Language } from './language/first-language.ts'
import { type ArtifactType } from './artifact.ts'
import { type ExportTarget } from './export-scan.ts'
import { type SecretChoice } from './review-page/secret.ts'

/** GET: the raw bytes of an artifact, checked against its checksum; ranges and ETag. */
export const artifactPath = '/artifact'
/** POST: one artifact's bytes as the body. */
export const uploadPath = '/upload'
/** GET: a ZIP archive of a spec or a task. */
export const exportPath = '/export'
/** GET: checksums of a spec's or a task's contents, as `sha256sum --check` reads them. */
export const manifestPath = '/manifest'
/** GET: a review page that was frozen. */
export const pagePath = '/page'
/** GET: the receipt of a cleanup, as it lies in the store. */
export const receiptPath = '/receipt'
/** GET: the bytes of an agent's file. */
export const filePath = '/workspace-file'
/** GET: the patch that leads from what one diff makes to what another makes. */
export const interdiffPath = '/interdiff'
/** All of the above; every other address that is read is one of the window's own. */
export const bytePaths: ReadonlySet<string> = new Set([
  artifactPath,
  uploadPath,
  exportPath,
  manifestPath,
  pagePath,
  receiptPath,
  filePath,
  interdiffPath,
])
/** GET: a file of the person's disk that the desktop handed to the window, once. */
export const handedPath = '/handed'
/** POST: the RPC calls of the loopback shell. */
export const rpcPath = '/rpc'

/**
 * Path and query that give an artifact's raw bytes, or (`unpacked`) what compressed ones hold. `checksum` only makes the address change with
 * the content.
 */
export function artifactAddress(uri: string, options: { checksum?: string; download?: boolean; unpacked?: boolean } = {}): string {
  const query = new URLSearchParams({ uri })
  if (options.checksum !== undefined) query.set('checksum', options.checksum)
  if (options.download === true) query.set('download', '1')
  if (options.unpacked === true) query.set('unpacked', '1')
  return `${artifactPath}?${query}`
}

/** Path and query that give the bytes of an agent's file. `checksum` only makes the address change with the content. */
export function fileAddress(scopeKey: string, path: string, options: { checksum?: string; download?: boolean } = {}): string {
  const query = new URLSearchParams({ scope: scopeKey, path })
  if (options.checksum !== undefined) query.set('checksum', options.checksum)
  if (options.download === true) query.set('download', '1')
  return `${filePath}?${query}`
}

/** Path and query that give the interdiff of two diffs; `checksums` only make the address change with the contents. */
export function interdiffAddress(first: string, second: string, checksums: readonly [string, string]): string {
  return `${interdiffPath}?${new URLSearchParams({ first, second, checksum: checksums.join(' ') })}`
}

function exportQuery({ specName, taskId, version, against }: ExportTarget): string {
  const query = new URLSearchParams({ spec: specName })
  if (taskId !== undefined) query.set('task', taskId)
  if (version !== undefined) query.set('version', String(version))
  if (against !== undefined) query.set('against', JSON.stringify(against))
  return String(query)
}

/** `fingerprint` is of what was looked through: an archive of anything else is refused. */
export const exportAddress = (target: ExportTarget, fingerprint: string): string =>
  `${exportPath}?${exportQuery(target)}&${String(new URLSearchParams({ fingerprint }))}`
/** Path and query that give the checksums of a target, as `sha256sum --check` reads them. */
export const manifestAddress = (target: ExportTarget): string => `${manifestPath}?${exportQuery(target)}`

/** Path and query that give what a cleanup did, as JSON. */
export const receiptAddress = (planId: string): string => `${receiptPath}?${String(new URLSearchParams({ planId }))}`

/** `pageId` is of a page that `page.make` froze. */
export const pageAddress = (pageId: string, secrets: SecretChoice, language: Language = 'en'): string =>
  `${pagePath}?${String(new URLSearchParams({ pageId, secrets, language }))}`

/** What an upload says about its bytes; travels in the address. Without `type` it is recognised by name and content. */
export interface UploadTarget {
  specName: string
  taskId: string
  name: string
  type?: ArtifactType
  version?: number
  tags?: string[]
  metadata?: Record<string, string>
}

/** Path and query to which an artifact's bytes are posted. */
export function uploadAddress(target: UploadTarget): string {
  const query = new URLSearchParams({ spec: target.specName, task: target.taskId, name: target.name })
  if (target.type !== undefined) query.set('type', target.type)
  if (target.version !== undefined) query.set('version', String(target.version))
  for (const tag of target.tags ?? []) query.append('tag', tag)
  if (target.metadata !== undefined) query.set('metadata', JSON.stringify(target.metadata))
  return `${uploadPath}?${query}`
}
