/** The first version with zstd in `node:zlib`. */
export const oldestNode = '22.15'

/** True when a Node of this version can run Vitrine. */
export function supportsNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 ? major !== 23 || minor >= 8 : major === 22 && minor >= 15
}
