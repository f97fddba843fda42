// Who holds a lock or left a half-done write: a process, told apart from a later one that got its number again.
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'

/** `host~pid~start~random`: usable in file names, and enough to find out whether its process still runs. */
export type Owner = string

const statusOf = (pid: number | 'self'): { state: string; start: string; threads: number } => {
  try {
    // After the command's name in parentheses: the state, field 3, the threads, field 20, and the start in clock ticks since boot, field 22.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', start: fields[19] ?? '', threads: Number(fields[17]) }
  } catch {
    // No /proc on this system: the number alone has to do.
    return { state: '', start: '', threads: 0 }
  }
}

const host = hostname().replace(/[^\w.-]/g, '_')

/** Tells this kernel's processes from those of any other, and those of containers from each other: hosts of a kind often share a name. */
function worldwideHost(): string {
  const hash = createHash('sha256')
  try {
    hash.update(readFileSync('/proc/sys/kernel/random/boot_id')).update(readlinkSync('/proc/self/ns/pid'))
  } catch {
    // No Linux: its network cards have to tell it from others.
    hash.update(
      Object.values(networkInterfaces())
        .flatMap((cards) => cards?.map(({ mac }) => mac) ?? [])
        .join(),
    )
  }
  return `${host}.${hash.digest('hex').slice(0, 12)}`
}
let worldwide: string | undefined

/**
 * A new owner for this process; each open store has one of its own. With `worldwide` it is told apart from those of all machines that may
 * work on one bucket; without, from those that share a disk.
 */
export function createOwner(scope: 'local' | 'worldwide' = 'local'): Owner {
  worldwide ??= worldwideHost()
  return [scope === 'local' ? host : worldwide, process.pid, statusOf('self').start, crypto.randomUUID().slice(0, 8)].join('~')
}

/** True or false where it can be known; undefined for an owner on another machine. */
export function isAlive(owner: Owner): boolean | undefined {
  const [ownerHost, pidText, start] = owner.split('~')
  const pid = Number(pidText)
  worldwide ??= worldwideHost()
  if ((ownerHost !== host && ownerHost !== worldwide) || !Number.isInteger(pid) || pid <= 0) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const status = statusOf(pid)
  // A killed process keeps its number until its parent asks how it ended, which some never do. Until then its other threads may still be
  // in a call to the disk, and that call takes effect.
  if (status.state === 'Z' || status.state === 'X') return status.threads > 1
  return start === undefined || start === '' || status.start === start
}

/** The owner in words: `process 123 on build-7`. */
export function describeOwner(owner: Owner): string {
  const [ownerHost, pid] = owner.split('~')
  return `process ${pid ?? '?'} on ${ownerHost?.replace(/\.[0-9a-f]{12}$/, '') ?? '?'}`
}
