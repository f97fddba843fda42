// Who may use the loopback host: one secret for the life of the process, handed out for one-shot launch tokens.
import { randomBytes } from 'node:crypto'
import { type IncomingHttpHeaders } from 'node:http'
import { isSameSecret } from './same-secret.ts'

export interface LaunchSession {
  /** A token of 128 bits that opens the session once. */
  createLaunchToken(): string
  /** The `Set-Cookie` value for a token not used before. */
  redeem(token: string): string | undefined
  /** Whether the request carries the session, as cookie or as bearer token. */
  isCarriedBy(headers: IncomingHttpHeaders): boolean
}

/** Cookies are shared by all ports of a host, so the name carries the port. */
export function openLaunchSession(port: number): LaunchSession {
  const cookieName = `vitrine-${port}`
  const secret = createSecret()
  let unusedTokens: string[] = []

  return {
    createLaunchToken() {
      const token = createSecret()
      unusedTokens.push(token)
      return token
    },
    redeem(token) {
      const remaining = unusedTokens.filter((unused) => !isSameSecret(unused, token))
      if (remaining.length === unusedTokens.length) return undefined
      unusedTokens = remaining
      return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`
    },
    isCarriedBy(headers) {
      const candidates = [...readCookies(headers.cookie, cookieName), ...readBearer(headers.authorization)]
      return candidates.some((candidate) => isSameSecret(candidate, secret))
    },
  }
}

function createSecret(): string {
  return randomBytes(16).toString('base64url')
}

function readCookies(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

function readBearer(header: string | undefined): string[] {
  const token = /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1]
  return token === undefined ? [] : [token]
}
