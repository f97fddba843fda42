// Links that lead from elsewhere into the window: `vitrine://open/task/my-spec/1`.
import { deepLinkOrigin, deepLinkScheme } from '../../../shared/shell.ts'

const longestLink = 8_000

/** The window's address that a link names, or `undefined`. It says where to look and never does anything: a stranger may have written it. */
export function parseDeepLink(link: string): string | undefined {
  if (link.length > longestLink || !link.toLowerCase().startsWith(`${deepLinkScheme}:`) || !URL.canParse(link)) return undefined
  const { protocol, host, pathname, search, hash, username, password, port } = new URL(link)
  const isPlain = username === '' && password === '' && port === ''
  if (!isPlain || `${protocol}//${host.toLowerCase()}` !== deepLinkOrigin) return undefined
  // A path of two slashes would name another host.
  return `/${pathname.replace(/^\/+/, '')}${search}${hash}`
}

export function isDeepLink(word: string): boolean {
  return word.toLowerCase().startsWith(`${deepLinkScheme}:`)
}
