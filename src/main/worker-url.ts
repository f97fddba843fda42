import { extname } from 'node:path'

/**
 * Where a worker's entry file lies, given the `import.meta.url` of the module that starts it and the worker's path from
 * there without extension: beside it as `.ts` in the sources, and by its bare name as `.js` in the one flat folder of the build.
 */
export function workerUrl(path: string, importMetaUrl: string): URL {
  const extension = extname(new URL(importMetaUrl).pathname)
  return new URL(`${extension === '.ts' ? path : `./${path.slice(path.lastIndexOf('/') + 1)}`}${extension}`, importMetaUrl)
}
