// An artifact dragged out of the window becomes a file of the same name.
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { artifactPath } from '../../../shared/address.ts'
import { appOrigin, isAppUrl } from './app-requests.ts'

export interface DraggedFiles {
  /** Path of a file with the artifact's bytes; `undefined` for an address that is no artifact's, or one that cannot be read. */
  write(address: string): Promise<string | undefined>
  /** Removes them all. */
  remove(): Promise<void>
}

export function createDraggedFiles(temporary: string, handle: (request: Request) => Promise<Response>): DraggedFiles {
  let directory: Promise<string> | undefined
  let count = 0
  return {
    async write(address) {
      if (!URL.canParse(address, appOrigin)) return undefined
      const url = new URL(address, appOrigin)
      if (!isAppUrl(url.href) || url.pathname !== artifactPath) return undefined
      url.searchParams.set('download', '1')
      const answer = await handle(new Request(url))
      if (!answer.ok || answer.body === null) return undefined
      count++
      directory ??= mkdtemp(join(temporary, 'vitrine-drag-'))
      const folder = join(await directory, String(count))
      await mkdir(folder)
      const path = join(folder, nameOf(answer.headers.get('content-disposition') ?? ''))
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(path, { flags: 'wx' }))
      return path
    },
    remove: async () => {
      if (directory !== undefined) await rm(await directory, { recursive: true, force: true })
    },
  }
}

/** The last part of the artifact's name, without what a file's name cannot hold. */
function nameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]*)/.exec(disposition)?.[1] ?? ''
  // oxlint-disable-next-line no-control-regex -- these are what a name cannot hold
  const name = basename(decodeURIComponent(encoded)).replaceAll(/[\u0000-\u001F<>:"/\\|?*]/g, '_')
  return name === '' || /^\.+$/.test(name) ? 'artifact' : lastBytes(name, 200)
}

/** The end of a name, which has its extension, in whole characters: disks count bytes. */
function lastBytes(name: string, mostBytes: number): string {
  const characters = Array.from(name)
  let sizeBytes = Buffer.byteLength(name)
  while (sizeBytes > mostBytes) sizeBytes -= Buffer.byteLength(characters.shift() ?? name)
  return characters.join('')
}
