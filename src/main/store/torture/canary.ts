// A folder beside a store that nothing the store does may touch, and a secret in it that nothing may give away.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const secret = 'the secret of the canary'

export interface Canary {
  secret: string
  /** Holds `file`, with the secret, and the folder `folder`. */
  path: string
  /** What is not as it was, one sentence each. */
  check: () => Promise<string[]>
}

export async function placeCanary(path: string): Promise<Canary> {
  await mkdir(join(path, 'folder'), { recursive: true })
  for (const name of ['file', 'folder/metadata.json', 'folder/content', 'folder/record.json']) await writeFile(join(path, name), secret)
  const before = await describe(path)
  return {
    path,
    secret,
    check: async () => {
      const after = await describe(path)
      const changed = [...before].filter(([name, said]) => after.get(name) !== said).map(([name]) => `${name} is not as it was`)
      const added = [...after.keys()].filter((name) => !before.has(name)).map((name) => `${name} is new`)
      return [...changed, ...added]
    },
  }
}

/** Bytes and times of writing of everything below a folder. */
async function describe(path: string): Promise<Map<string, string>> {
  const described = new Map<string, string>()
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath, entry.name)
    const { mtimeNs, ino } = await stat(name, { bigint: true })
    described.set(name.slice(path.length + 1), `${ino} ${mtimeNs} ${entry.isFile() ? await readFile(name, 'utf8') : ''}`)
  }
  return described
}
