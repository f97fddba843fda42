// Whose code is bundled, and under which licence: Vite writes it down for each part of the build, and a package carries it as one text.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** In each folder of the build. */
export const licenseFile = 'licenses.json'

interface Licensed {
  name: string
  version: string
  identifier?: string
  text?: string
}

/** The licences of everything that a build holds, and of modules beside it; as text for people. */
export function formatNotices(built: string, modules: readonly string[]): string {
  const bundled = globSync(`*/${licenseFile}`, { cwd: built }).flatMap(
    (path) => JSON.parse(readFileSync(join(built, path), 'utf8')) as Licensed[],
  )
  const all = new Map([...bundled, ...modules.map(readModule)].map((licensed) => [`${licensed.name} ${licensed.version}`, licensed]))
  // Many share one text, word for word.
  const titles = new Map<string, string[]>()
  for (const [title, { identifier = 'no licence named', text = 'Without a text of the licence.' }] of all)
    titles.set(text, [...(titles.get(text) ?? []), `${title} (${identifier})`])
  const parts = [...titles].map(([text, named]) => `${named.toSorted().join('\n')}\n\n${text}\n`)
  return [`Vitrine holds code of ${all.size} packages by others.\n`, ...parts.toSorted()].join(`\n${'-'.repeat(80)}\n\n`)
}

function readModule(directory: string): Licensed {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Record<string, string>
  if (name === undefined || version === undefined) throw new Error(`${directory} has no name and version`)
  return {
    name,
    version,
    ...(license !== undefined && { identifier: license }),
    text: readFileSync(join(directory, 'LICENSE'), 'utf8').trim(),
  }
}
