import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { fetchHead, type LineHead } from './line-head.ts'

interface Served {
  content: Uint8Array | string
  status?: number
}

/** Reads the head of what a server sends without ever ending it, unless `content` is short; the server then hears that it is closed. */
async function headOf({ content, status = 200 }: Served): Promise<LineHead | undefined> {
  const isLong = content.length > 65_536
  const server = createServer((_request, response) => {
    response.writeHead(status)
    if (isLong) response.write(content)
    else response.end(content)
  })
  const closed = new Promise<void>((resolve) => server.on('request', (_, response) => response.on('close', () => resolve())))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = Object(server.address())
    const head = await fetchHead(`http://127.0.0.1:${port}/log`, new AbortController().signal)
    await closed
    return head
  } finally {
    server.close()
  }
}

const texts = (head: LineHead | undefined) =>
  head?.readRows({ ask: 'rows', view: 'resolved', first: 0, end: 100_000, limit: 1000 }).map(({ text }) => text)

describe('the head of a stream', () => {
  it('has the whole lines at its beginning, and leaves the rest unread', async () => {
    const line = `${'x'.repeat(99)}\n`
    const head = await headOf({ content: line.repeat(2000) })
    expect(head?.progress).toMatchObject({ receivedBytes: 65_536, lineCount: 655, rowCount: { raw: 655, resolved: 655 }, ended: false })
    expect(new Set(texts(head))).toEqual(new Set(['x'.repeat(99)]))
  })

  it('leaves out a line that may go on, and rows that a cursor may come back to', async () => {
    expect(texts(await headOf({ content: 'one\ntwo\nthr' }))).toEqual(['one', 'two'])
    expect(texts(await headOf({ content: 'one\ntwo\n10 %\n\u001B[1A20 %\n' }))).toEqual(['one', 'two'])
  })

  it('reads UTF-16 that says so', async () => {
    expect(texts(await headOf({ content: Buffer.from('\uFEFFäh\nno', 'utf16le') }))).toEqual(['äh'])
  })

  it('is not there when the server has no content, or nobody answers', async () => {
    expect(await headOf({ content: 'not here\n', status: 404 })).toBeUndefined()
    expect(await fetchHead('http://127.0.0.1:1/', new AbortController().signal)).toBeUndefined()
  })
})
