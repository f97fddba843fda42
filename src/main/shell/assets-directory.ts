import { fileURLToPath } from 'node:url'

/** Where the built window lies: beside the flat `main` folder of the build, or in `out` when the sources run as they are. */
export function assetsDirectory(importMetaUrl = import.meta.url): string {
  const path = importMetaUrl.endsWith('.ts') ? '../../../out/renderer' : '../renderer'
  return fileURLToPath(new URL(path, importMetaUrl))
}
