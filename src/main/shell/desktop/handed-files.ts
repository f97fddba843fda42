// Files of the person's disk that the window may read, each once: only those that the system or a dialog handed over, under names nobody can guess.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { handedPath } from '../../../shared/address.ts'

export interface HandedFiles {
  /** Lets the window read a file once. */
  hand(path: string): { path: string; address: string }
  /** The file's bytes; 404 for any other name. */
  send(pathname: string): Promise<Response>
}

export function createHandedFiles(): HandedFiles {
  const paths = new Map<string, string>()
  return {
    hand(path) {
      const ticket = randomBytes(16).toString('base64url')
      paths.set(ticket, path)
      return { path: basename(path), address: `${handedPath}/${ticket}` }
    },
    async send(pathname) {
      const ticket = pathname.slice(handedPath.length + 1)
      const path = paths.get(ticket)
      if (path === undefined) return new Response(null, { status: 404 })
      paths.delete(ticket)
      try {
        const { size } = await stat(path)
        const body = Readable.toWeb(createReadStream(path)) as ReadableStream
        return new Response(body, { headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) } })
      } catch {
        return new Response(null, { status: 404 })
      }
    },
  }
}
