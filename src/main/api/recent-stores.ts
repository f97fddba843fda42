// The stores that were opened before, the latest first.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const kept = 12
const recentFile = () => join(process.env['VITRINE_HOME'] ?? join(homedir(), '.vitrine'), 'recent-stores.json')

/** URIs; empty when there is no list, or none that can be read. */
export async function listRecentStores(): Promise<string[]> {
  try {
    return z.array(z.string()).parse(JSON.parse(await readFile(recentFile(), 'utf8')))
  } catch {
    return []
  }
}

/** A convenience: when it cannot be written, nothing is lost and nobody is told. */
export async function addRecentStore(uri: string): Promise<void> {
  const path = recentFile()
  const uris = [uri, ...(await listRecentStores()).filter((other) => other !== uri)].slice(0, kept)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.${process.pid}`, JSON.stringify(uris, undefined, 1))
    await rename(`${path}.${process.pid}`, path)
  } catch {
    return
  }
}
