const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
}

/** The type that an `<img>` takes a file of this name for; undefined when it is no picture. */
export function pictureType(path: string): string | undefined {
  return types[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '']
}
