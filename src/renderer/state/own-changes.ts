// What this window did itself may move rows at once; what others did waits for the reader.
const ownUris = new Set<string>()

export function noteOwnChange(uri: string): void {
  ownUris.add(uri)
}

export function isOwnChange(uri: string): boolean {
  return ownUris.has(uri)
}
