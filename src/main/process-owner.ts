// Who holds a lock or left a half-done write: a process, told apart from a later one that got its number again.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** `host~pid~start~random`: usable in file names, and enough to find out whether its process still runs. */
export type Owner = string

const startOf = (pid: number | 'self'): string => {
  try {
    // Field 22, after the command's name in parentheses: the start in clock ticks since boot.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    // No /proc on this system: the number alone has to do.
    return ''
  }
}

const host = hostname().replace(/[^\w.-]/g, '_')

/** A new owner for this process; each open store has one of its own. */
export function createOwner(): Owner {
  return [host, process.pid, startOf('self'), crypto.randomUUID().slice(0, 8)].join('~')
}

/** True or false where it can be known; undefined for an owner on another machine. */
export function isAlive(owner: Owner): boolean | undefined {
  const [ownerHost, pidText, start] = owner.split('~')
  const pid = Number(pidText)
  if (ownerHost !== host || !Number.isInteger(pid) || pid <= 0) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return start === undefined || start === '' || startOf(pid) === start
}

/** The owner in words: `process 123 on build-7`. */
export function describeOwner(owner: Owner): string {
  const [ownerHost, pid] = owner.split('~')
  return `process ${pid ?? '?'} on ${ownerHost ?? '?'}`
}
