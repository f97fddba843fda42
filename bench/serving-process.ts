import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Tells a forked process that serves until it is left alone to end, and waits until it has; also when it died of itself. */
export async function endServing(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  await ended
}
