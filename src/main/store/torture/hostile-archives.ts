// Scenario 6, archives: ZIP files whose names lead out, whose links lead out, whose records lie, and that unpack to more than they say.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { zstdCompressSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { applyImport } from '../import/apply-import.ts'
import { planImport } from '../import/plan-import.ts'
import { formatTaskFile } from '../task-file.ts'
import { openTestStore, readText } from '../test-store.ts'
import { type Canary, placeCanary } from './canary.ts'
import { inspectStore } from './inspect-store.ts'
import { type Random } from './random.ts'
import { type Scenario, tellFailures, type TortureOutcome } from './scenario.ts'

const mebibyte = 1024 * 1024
const archives = { short: 24, full: 300 }
/** Far beyond what any of the small files around it hold. */
const bombBytes = 128 * mebibyte
const allowedGrowthBytes = 200 * mebibyte
const symbolicLink = 0o120777

/** What an archive may hold besides good files. */
type Trick =
  | 'a name that leads out'
  | 'a link'
  | 'a bomb'
  | 'a false size'
  | 'a record that leads out'
  | 'a record of a bomb'
  | 'a huge record file'
const tricks: Trick[] = [
  'a name that leads out',
  'a link',
  'a bomb',
  'a false size',
  'a record that leads out',
  'a record of a bomb',
  'a huge record file',
]
const outside = [
  '../../canary/file',
  '/canary/file',
  '..\\..\\canary\\file',
  'C:\\canary\\file',
  's/../../../canary/new',
  '../.vitrine/trash/x',
]

export const hostileArchivesScenario: Scenario = {
  name: 'hostile archives',
  rules: '[S2] [S15]',
  invariant: 'no archive reaches outside the root, gives away what lies there, or takes more memory or room than it says',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const canary = await placeCanary(join(folder, 'canary'))
    const store = await openTestStore({ root })
    const failures: string[] = []
    const counts = { refused: 0, imported: 0, added: 0, left: 0 }
    const idle = process.memoryUsage().rss
    let peak = idle
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
    for (let number = 0; number < archives[form]; number++) {
      const chosen = tricks.filter(() => random.chance(0.3))
      const path = join(folder, `archive-${number % 4}.zip`)
      await writeFile(path, await makeArchive(`${number}`, chosen, canary, random))
      for (const failure of await importArchive(store, path, counts))
        failures.push(`archive ${number} with ${chosen.join(', ') || 'nothing hostile'}: ${failure}`)
    }
    clearInterval(timer)
    await store.settled()
    const { artifacts } = await store.list({ limit: 1000, filter: { specName: 's' } })
    for (const { record } of artifacts) {
      if (record.originalSize > mebibyte) failures.push(`${record.uri} holds ${record.originalSize} bytes`)
      if ((await readText(await store.download(record.uri))).includes(canary.secret)) failures.push(`${record.uri} gives away the secret`)
    }
    failures.push(...(await inspectStore(store, root)).problems)
    await store.close()
    failures.push(...(await canary.check()))
    const growth = Math.round((peak - idle) / mebibyte)
    if (peak - idle > allowedGrowthBytes) failures.push(`importing took ${growth} MB above idle`)
    return {
      figures: [
        `${archives[form]} archives: ${counts.refused} refused whole, ${counts.imported} imported with ${counts.added} files taken and ${counts.left} left out by name`,
        `memory stayed within ${growth} MB above idle`,
      ],
      failures: tellFailures(failures),
    }
  },
}

async function importArchive(
  store: ArtifactStore,
  path: string,
  counts: { refused: number; imported: number; added: number; left: number },
): Promise<string[]> {
  try {
    const steps = applyImport(store, await planImport(store, path))
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (step.done !== true) continue
      const { added, unchanged, failed, skipped } = step.value
      counts.imported++
      counts.added += added
      counts.left += failed.length + skipped.length
      // A wrong checksum is known only when all was taken in.
      const unclear = failed.filter(({ error }) => error.code === 'internal' || error.code === 'upload.checksum-mismatch')
      return [
        ...(added + unchanged === 0 ? ['the good file was not taken'] : []),
        ...unclear.map(({ path: of, error }) => `of ${of} it says ${error.message}`),
      ]
    }
  } catch (error) {
    counts.refused++
    return isVitrineError(error, 'path.unreadable') ? [] : [`it says ${String(error)}`]
  }
}

/** An archive of one good file and of some that are not. */
async function makeArchive(label: string, chosen: readonly Trick[], canary: Canary, random: Random): Promise<Buffer> {
  const zip = new ZipFile()
  const replaced: [placeholder: string, name: string][] = []
  let isFalse = false
  zip.addBuffer(Buffer.from(`good ${label}`), `s/1/good-${label}.txt`)
  for (const trick of chosen) {
    switch (trick) {
      case 'a name that leads out': {
        // The library refuses to write such names, so they are put into its bytes.
        const name = random.pick(outside)
        const placeholder = 's/1/'.padEnd(name.length, 'x')
        replaced.push([placeholder, name])
        zip.addBuffer(Buffer.from('from inside'), placeholder)
        break
      }
      case 'a link':
        zip.addBuffer(Buffer.from(join(canary.path, 'file')), `s/1/link-${label}.txt`, { mode: symbolicLink })
        break
      case 'a bomb':
        zip.addBuffer(Buffer.alloc(8 * mebibyte), `s/1/bomb-${label}.bin`)
        isFalse = true
        break
      case 'a false size':
        zip.addBuffer(Buffer.alloc(8 * mebibyte, label), `s/1/more-${label}.txt`)
        isFalse = true
        break
      case 'a record that leads out':
        await addRecords(zip, { taskId: '2', name: 'leads-out', file: random.pick(outside), content: canary.secret })
        break
      case 'a record of a bomb':
        await addRecords(zip, { taskId: '3', name: `bomb-${label}`, file: 'files/bomb.zst', content: 'words '.repeat(900) })
        zip.addBuffer(zstdBomb, 's/3/files/bomb.zst', { compress: false })
        break
      case 'a huge record file':
        zip.addReadStreamLazy('s/4/metadata.json', { compressionLevel: 1 }, (give) => give(null, Readable.from(blanks())))
        break
    }
  }
  if (chosen.some((trick) => trick.includes('record'))) {
    await addRecords(zip, { taskId: '1', name: `good-${label}.txt`, file: `good-${label}.txt`, content: `good ${label}` })
  }
  zip.end()
  let bytes = await buffer(zip.outputStream)
  for (const [placeholder, name] of replaced) bytes = Buffer.from(bytes.toString('latin1').replaceAll(placeholder, name), 'latin1')
  if (isFalse) claimLess(bytes, 8 * mebibyte)
  return bytes
}

const zstdBomb = Buffer.concat(Array.from({ length: bombBytes / mebibyte }, () => zstdCompressSync(Buffer.alloc(mebibyte))))

function* blanks(): Generator<Buffer> {
  for (let length = 0; length < bombBytes; length += mebibyte) yield Buffer.alloc(mebibyte, ' ')
}

/** A record file that says so of one artifact. */
async function addRecords(
  zip: ZipFile,
  { taskId, name, file, content }: { taskId: string; name: string; file: string; content: string },
): Promise<void> {
  const originalSize = content.length
  const record = {
    uri: '',
    specName: 's',
    taskId,
    type: 'file',
    name,
    size: originalSize,
    originalSize,
    checksum: createHash('sha256').update(content).digest('hex'),
    createdAt: '2026-01-01T00:00:00.000Z',
    compressed: file.endsWith('.zst'),
    encoding: file.endsWith('.zst') ? 'zstd' : 'identity',
    mimeType: 'text/plain',
    tags: [],
    version: 1,
    metadata: {},
  } as const
  const recordFile = await formatTaskFile({
    specName: 's',
    taskId,
    entries: [{ record: { ...record, tags: [] }, file }],
    retiredVersions: new Map(),
    unreadable: [],
    stamp: null,
    necrocode: [],
  })
  zip.addBuffer(Buffer.from(recordFile), `s/${taskId}/metadata.json`)
}

/** Changes every statement of that size, in the entries and in the directory. */
function claimLess(bytes: Buffer, size: number): void {
  const claim = Buffer.alloc(4)
  claim.writeUInt32LE(size)
  for (let at = bytes.indexOf(claim); at >= 0; at = bytes.indexOf(claim, at + 1)) bytes.writeUInt32LE(1000, at)
}
