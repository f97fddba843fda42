// Headers of bytes that leave by address: nothing stored is ever run, or taken for a page of the window's own.

/** Types that a browser may show by itself; everything else goes out as bytes. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp', 'image/x-icon'])

export const sandboxed = { 'content-security-policy': "sandbox; default-src 'none'" }

const savedAs = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`

/** Of content with a checksum, to be shown where that is harmless. `download`: to be saved under the last part of its name instead. */
export function contentHeaders(
  url: URL,
  { name, mimeType, checksum }: { name: string; mimeType: string; checksum: string | null },
): { headers: Headers; etag: string } {
  const isDownload = url.searchParams.has('download')
  const etag = `"${checksum ?? ''}"`
  const headers = new Headers({
    ...sandboxed,
    'content-type': !isDownload && shownTypes.has(mimeType) ? mimeType : 'application/octet-stream',
    'content-disposition': isDownload ? savedAs(name.split('/').at(-1) ?? '') : 'inline',
    'cache-control': 'private, no-cache',
    etag,
  })
  return { headers, etag }
}

/** Of a file that is made when it is asked for, to be saved under this name. */
export const attachment = (name: string, type: string): Headers =>
  new Headers({ ...sandboxed, 'content-type': type, 'content-disposition': savedAs(name), 'cache-control': 'no-store' })
