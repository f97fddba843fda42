// A manifest [S11]: checksums of raw contents under the paths that an export gives them, as `sha256sum --check` reads them.
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type VerifyFinding, type VerifyReport } from '../../../shared/verify.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { taskFolder } from '../key.ts'
import { type VerifyProgress } from '../verify.ts'
import { type ExportFilter, listRecords } from './list-records.ts'
import { plainEntry } from './plain-entry.ts'

interface ManifestLine {
  checksum: string
  path: string
}

/** One line; as sha256sum does, a path with a backslash or a line break is escaped, and the line says so by its first character. */
export function formatManifestLine({ checksum, path }: ManifestLine): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return `${escaped === path ? '' : '\\'}${checksum}  ${escaped}\n`
}

/** The manifest of all artifacts that a filter lets through, in pieces. */
export async function* writeManifest(store: ArtifactStore, filter: ExportFilter): AsyncGenerator<string> {
  for await (const record of listRecords(store, filter))
    yield formatManifestLine({ checksum: record.checksum, path: plainEntry(record).path })
}

/** @throws request.invalid naming the first line that is none of a manifest */
export function parseManifest(text: string): ManifestLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line === '') return []
    const [, isEscaped, checksum = '', path = ''] = /^(\\?)([0-9a-f]{64}) [ *](.+)$/i.exec(line) ?? []
    if (path === '') throw new VitrineError('request.invalid', { reason: `line ${index + 1} of the manifest is no checksum and path` })
    const plain = isEscaped === '' ? path : path.replace(/\\(n|\\)/g, (_whole, character) => (character === 'n' ? '\n' : '\\'))
    return [{ checksum: checksum.toLowerCase(), path: plain }]
  })
}

/** Reads what a manifest names and compares it with its checksums. Content that it does not name is not looked at. */
export async function* verifyManifest(store: ArtifactStore, text: string): AsyncGenerator<VerifyProgress, VerifyReport> {
  const lines = parseManifest(text)
  const report: VerifyReport = { valid: 0, corrupt: 0, missing: 0, unrecorded: 0, isComplete: false }
  const records = await findRecords(store, lines)
  for (const [index, line] of lines.entries()) {
    const finding = await check(store, line, records.get(line.path))
    report[finding?.status ?? 'valid']++
    yield { done: index + 1, total: lines.length, found: finding === undefined ? [] : [finding] }
  }
  return { ...report, isComplete: true }
}

/** Only the tasks that the manifest speaks of are read. */
async function findRecords(store: ArtifactStore, lines: readonly ManifestLine[]): Promise<Map<string, ArtifactRecord>> {
  const wanted = new Set(lines.map(({ path }) => path.split('/').slice(0, 2).join('/')))
  const found = new Map<string, ArtifactRecord>()
  for (const { specName, tasks } of await store.listSpecs()) {
    for (const { taskId } of tasks) {
      if (!wanted.has(taskFolder(specName, taskId))) continue
      for await (const record of listRecords(store, { specName, taskId })) found.set(plainEntry(record).path, record)
    }
  }
  return found
}

async function check(
  store: ArtifactStore,
  { checksum, path }: ManifestLine,
  record: ArtifactRecord | undefined,
): Promise<VerifyFinding | undefined> {
  if (record === undefined) return { uri: `${store.uri}/${path}`, status: 'missing', reason: 'no artifact has this path' }
  const { uri } = record
  if (record.checksum !== checksum) return { uri, status: 'corrupt', reason: `its checksum is ${record.checksum}, not ${checksum}` }
  try {
    for await (const chunk of await store.download(uri)) void chunk
    return undefined
  } catch (error) {
    if (!isVitrineError(error, 'artifact.corrupt')) throw error
    return { uri, status: error.details.isMissing === true ? 'missing' : 'corrupt', reason: error.details.reason }
  }
}
