import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { LineSource } from './line-source.ts'

test('the first lines are told of when those who asked for them have their text', async () => {
  const server = createServer((_request, response) => response.end('one\ntwo\nthree\n'))
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${Object(server.address()).port}/`))
  onTestFinished(() => void vi.unstubAllGlobals())

  const source = new LineSource('/log', 'as-is')
  const asked = source.ask({ ask: 'rows', view: 'resolved', first: 0, end: 64, limit: 1000 })
  const seen = asked.then((rows) => ({ texts: rows.map(({ text }) => text), told: source.getState().progress.lineCount }))
  expect(await seen).toEqual({ texts: ['one', 'two', 'three'], told: 0 })
  await vi.waitFor(() => expect(source.getState().progress.lineCount).toBe(3))
})
