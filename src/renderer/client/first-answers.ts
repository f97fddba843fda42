// What every window asks first, asked before its client is there (see ask-first.ts).
import { rpcPath } from '../../shared/address.ts'

const asked = new Map<string, Promise<Response>>()

function ask(call: string): void {
  const answer = fetch(`${rpcPath}/${call}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  // Told to whoever takes the answer.
  answer.catch(() => undefined)
  asked.set(call, answer)
}

/** On loopback, where calls are requests. */
export function askFirst(): void {
  ask('spec/list')
  ask('store/info')
}

/**
 * The answer to a call without input that was made already; once, and not any more when changes of the store are followed: nobody would
 * tell that it became stale.
 */
export function takeFirstAnswer(path: readonly string[]): Promise<Response> | undefined {
  const call = path.join('/')
  const answer = asked.get(call)
  if (call === 'store/changes') asked.clear()
  else asked.delete(call)
  return answer
}
