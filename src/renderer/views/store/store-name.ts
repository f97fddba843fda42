/** What a store is called where there is little room: the last segment of its root, and the whole root for a hint. */
export function storeName(uri: string): { name: string; root: string } {
  const root = uri.startsWith('file://') ? decode(uri.slice('file://'.length)) : uri
  const segments = root.split(/[/\\]/).filter(Boolean)
  return { name: segments.at(-1) ?? root, root }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // A bare percent sign is part of the name.
    return path
  }
}
