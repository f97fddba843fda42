// What a package holds, read from its files: the archive's list, and the fuses of the binary.
import { openSync, readFileSync, readSync, closeSync } from 'node:fs'

interface ArchiveEntry {
  size?: number
  unpacked?: boolean
  files?: Record<string, ArchiveEntry>
}

/** Paths in an asar archive, each with whether it lies beside the archive instead. */
export function readArchive(path: string): Map<string, { sizeBytes: number; isUnpacked: boolean }> {
  const file = openSync(path, 'r')
  const lengths = Buffer.alloc(16)
  readSync(file, lengths, 0, 16, 0)
  const header = Buffer.alloc(lengths.readUInt32LE(12))
  readSync(file, header, 0, header.length, 16)
  closeSync(file)
  const found = new Map<string, { sizeBytes: number; isUnpacked: boolean }>()
  const walk = (entry: ArchiveEntry, prefix: string) => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      if (child.files === undefined) found.set(prefix + name, { sizeBytes: child.size ?? 0, isUnpacked: child.unpacked === true })
      else walk(child, `${prefix}${name}/`)
    }
  }
  walk(JSON.parse(header.toString()) as ArchiveEntry, '')
  return found
}

/** What stands before the fuses in every Electron binary. */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** In the order of the wire. */
export const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserV8Snapshot',
  'fileProtocolPrivileges',
  'wasmTrapHandlers',
] as const

/** Which fuses of a binary are on. */
export function readFuses(path: string): Partial<Record<(typeof fuseNames)[number], boolean>> {
  const binary = readFileSync(path)
  const at = binary.indexOf(fuseSentinel)
  if (at < 0) throw new Error(`${path} has no fuses`)
  const count = binary[at + fuseSentinel.length + 1] ?? 0
  const states = binary.subarray(at + fuseSentinel.length + 2, at + fuseSentinel.length + 2 + count).toString('latin1')
  return Object.fromEntries(fuseNames.slice(0, count).map((name, index) => [name, states[index] === '1']))
}
