import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { takePort } from './port-hand-off.ts'

const ours = { url: 'app://bundle/task/1' }

function offer(senderFrame: { url: string } | null, mainFrame: { url: string }, count = 1) {
  const ports = Array.from({ length: count }, () => new MessageChannel().port1)
  const closed = Promise.all(ports.map((port) => new Promise<true>((resolve) => port.on('close', () => resolve(true)))))
  const connected: MessagePort[] = []
  takePort({ ports, senderFrame, sender: { mainFrame } }, (port) => connected.push(port))
  return { connected: connected.length, ports, closed }
}

test('the main frame of our page is connected', () => {
  const { connected, ports } = offer(ours, ours)
  expect(connected).toBe(1)
  for (const port of ports) port.close()
})

test.each([
  ['a frame inside our page', { url: 'app://bundle/' }, ours],
  ['a frame that is gone', null, ours],
  ['a foreign page', { url: 'https://evil.test/' }, undefined],
  ['another host of our scheme', { url: 'app://evil/' }, undefined],
])('the port of %s is closed', async (_, frame, mainFrame) => {
  const { connected, closed } = offer(frame, mainFrame ?? frame ?? ours)
  expect(connected).toBe(0)
  expect(await closed).toEqual([true])
})

test('several ports at once are all closed', async () => {
  const { connected, closed } = offer(ours, ours, 2)
  expect(connected).toBe(0)
  expect(await closed).toEqual([true, true])
})
