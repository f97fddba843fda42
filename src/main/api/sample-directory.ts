import { fileURLToPath } from 'node:url'

/** Where the sample store's artifacts lie, seen from the sources or from the flat build. */
export function sampleDirectory(importMetaUrl = import.meta.url): string {
  return fileURLToPath(new URL(importMetaUrl.endsWith('.ts') ? '../../../sample' : '../../sample', importMetaUrl))
}
