// Scenario 4: disks that forget, by bits, by blocks and by whole files.
import { createHash } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type CompressionOptions } from '../compression.ts'
import { openTestStore } from '../test-store.ts'
import { type Random } from './random.ts'
import { readRaw } from './inspect-store.ts'
import { type Scenario, tellFailures, type TortureOutcome } from './scenario.ts'

const trials = { short: 25, full: 1500 }
const encodings: CompressionOptions[] = [
  { encoding: 'zstd', level: 3 },
  { encoding: 'gzip', level: 6 },
  { encoding: 'identity', level: 0 },
]

interface Stored {
  uri: string
  path: string
  checksum: string
  size: number
  encoding: CompressionOptions['encoding']
}

export const damageScenario: Scenario = {
  name: 'damage',
  rules: '[S11] [S12]',
  invariant: 'no reading gives damaged bytes as good, and verify names each damaged artifact and no other',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const stored = await fillStore(root, random)
    const store = await openTestStore({ root })
    const failures: string[] = []
    const counts = { damaged: 0, harmless: 0, records: 0 }
    for (let trial = 0; trial < trials[form]; trial++) {
      const say = (failure: string) => failures.push(`trial ${trial}: ${failure}`)
      if (random.chance(0.2)) {
        counts.records++
        await damageRecords(store, root, stored, random, say)
      } else await damageBytes(store, stored, random, counts, say)
    }
    await store.close()
    return {
      figures: [
        `${counts.damaged} damaged artifacts, all named and none given as good; ${counts.harmless} changed files whose content was still whole, all read`,
        `${counts.records} damaged record files, none of which made wrong bytes look right`,
      ],
      failures: tellFailures(failures),
    }
  },
}

async function fillStore(root: string, random: Random): Promise<Stored[]> {
  const stored: Stored[] = []
  for (const compression of encodings) {
    const store = await openTestStore({ root, settings: { compression } })
    for (const [index, length] of [0, 1, 500, 70_000, 1_300_000, 4_300_000].entries()) {
      // The last is too large to be checked before its first byte is given.
      const bytes = Buffer.concat([random.bytes(Math.min(length, 40)), Buffer.alloc(Math.max(0, length - 40), 'some line of text\n')])
      const { record } = await store.upload(bytes, {
        specName: 's',
        taskId: String(index % 3),
        type: 'file',
        name: `${compression.encoding}-${length}`,
      })
      const { uri, checksum, size, encoding } = record
      stored.push({ uri, checksum, size, encoding, path: join(root, uri.slice(store.uri.length)) })
    }
    await store.settled()
    await store.close()
  }
  return stored
}

type Say = (failure: string) => void

async function damageBytes(
  store: ArtifactStore,
  stored: readonly Stored[],
  random: Random,
  counts: { damaged: number; harmless: number },
  say: Say,
): Promise<void> {
  const victims = new Map<Stored, { good: Buffer; how: string }>()
  for (let count = 1 + random.integer(3); count > 0; count--) {
    const victim = random.pick(stored)
    if (victims.has(victim)) continue
    const good = await readFile(victim.path)
    const how = await damageFile(victim.path, good, await readFile(random.pick(stored.filter((other) => !victims.has(other))).path), random)
    victims.set(victim, { good, how })
  }
  const bad = new Set<string>()
  for (const [victim, { how }] of victims) {
    const isWhole = (await checksumOf(victim)) === victim.checksum
    if (isWhole) counts.harmless++
    else {
      counts.damaged++
      bad.add(victim.uri)
    }
    await read(store, victim, isWhole, random, (failure) => say(`${how} of ${victim.uri}: ${failure}`))
  }
  const named = await verify(store)
  for (const uri of bad.difference(named)) say(`verify does not name ${uri}`)
  for (const uri of named.difference(bad)) say(`verify names ${uri}, which is whole`)
  for (const [{ path }, { good }] of victims) await writeFile(path, good)
  const still = await verify(store)
  if (still.size > 0) say(`verify names ${[...still].join(', ')}, which came back`)
}

async function damageFile(path: string, good: Buffer, other: Buffer, random: Random): Promise<string> {
  const how = random.pick([
    'a flipped bit',
    'a flipped bit',
    'a lost block',
    'a cut',
    'an addition',
    'an empty file',
    'a missing file',
    'the bytes of another',
  ])
  const bad = Buffer.from(good)
  const at = random.integer(Math.max(1, good.length))
  if (how === 'a flipped bit') bad[at] = (bad[at] ?? 0) ^ (1 << random.integer(8))
  else if (how === 'a lost block') bad.subarray(at, at + 4096).fill(0)
  if (how === 'a missing file') await rm(path)
  else if (how === 'a cut') await writeFile(path, bad.subarray(0, at))
  else if (how === 'an addition') await writeFile(path, Buffer.concat([bad, random.bytes(1 + random.integer(50))]))
  else if (how === 'an empty file') await writeFile(path, '')
  else if (how === 'the bytes of another') await writeFile(path, other)
  else await writeFile(path, bad)
  return how
}

/** Of the raw bytes as they lie; undefined when there are none to be had. */
async function checksumOf({ path, encoding }: Stored): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readRaw(path, encoding))
      .digest('hex')
  } catch {
    return undefined
  }
}

/** Whole, by a range, and as far as it goes: right bytes or an error. */
async function read(store: ArtifactStore, { uri, checksum }: Stored, isWhole: boolean, random: Random, say: Say): Promise<void> {
  try {
    const hash = createHash('sha256')
    for await (const chunk of await store.download(uri)) hash.update(chunk)
    if (hash.digest('hex') !== checksum) say('wrong bytes were read to their end without an error')
    else if (!isWhole) say('right bytes were read from a damaged file')
  } catch (error) {
    if (!isVitrineError(error, 'artifact.corrupt')) say(`the error is ${String(error)}`)
    else if (isWhole) say(`whole content is refused: ${error.message}`)
  }
  try {
    const start = random.integer(400)
    for await (const chunk of await store.download(uri, { start, end: start + 50 }))
      if (!isWhole && chunk.length > 0) say('a range of damaged content was given')
  } catch (error) {
    if (!isVitrineError(error, 'artifact.corrupt')) say(`of a range, the error is ${String(error)}`)
    else if (isWhole) say(`a range of whole content is refused: ${error.message}`)
  }
}

async function verify(store: ArtifactStore): Promise<Set<string>> {
  const named = new Set<string>()
  for await (const { found } of store.verify()) for (const { uri } of found) named.add(uri)
  return named
}

/** A record file can be damaged so that nobody can tell. Whatever it says, bytes that are read are those that were stored. */
async function damageRecords(store: ArtifactStore, root: string, stored: readonly Stored[], random: Random, say: Say): Promise<void> {
  const path = join(root, 's', String(random.integer(3)), 'metadata.json')
  const good = await readFile(path)
  const how = await damageFile(path, good, good, random)
  try {
    const named = await verify(store)
    const checksums = new Set(stored.map(({ checksum }) => checksum))
    for (const { record } of (await store.list({ limit: 1000 })).artifacts) {
      try {
        const hash = createHash('sha256')
        for await (const chunk of await store.download(record.uri)) hash.update(chunk)
        if (!checksums.has(hash.digest('hex'))) say(`${how} of ${path}: ${record.uri} reads as what was never stored`)
      } catch (error) {
        if (!isVitrineError(error, 'artifact.corrupt')) say(`${how} of ${path}: the error is ${String(error)}`)
        else if (!named.has(record.uri)) say(`${how} of ${path}: verify does not name ${record.uri}`)
      }
    }
    if ((await stat(path).catch(() => undefined)) === undefined && named.size === 0) say(`verify names nothing of a lost record file`)
  } catch (error) {
    say(`${how} of ${path}: ${String(error)}`)
  }
  await writeFile(path, good)
  const still = await verify(store)
  if (still.size > 0) say(`verify names ${[...still].join(', ')} after ${path} came back`)
}
