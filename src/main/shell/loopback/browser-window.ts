// Opening the browser shell's page: in a window of its own, in the default browser, or not at all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { hasDisplay } from '../display.ts'

export const openWays = ['app', 'browser', 'none'] as const
export type OpenWay = (typeof openWays)[number]

/** A program that can show the page; `name` is said to the user when it did. */
export interface Opener {
  name: string
  command: string
  arguments: string[]
}

/** The programs to try, the best first. `app` falls back to the default browser; without a display there is none. */
export function planOpeners(way: OpenWay, url: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Opener[] {
  if (way === 'none' || !hasDisplay(platform, environment)) return []
  const browser = defaultBrowser(url, platform)
  return way === 'browser' ? [browser] : [...appWindows(url, platform, environment), browser]
}

function defaultBrowser(url: string, platform: NodeJS.Platform): Opener {
  const name = 'the default browser'
  if (platform === 'darwin') return { name, command: 'open', arguments: [url] }
  // Not `cmd /c start`, which would read the `&` of an address as its own.
  if (platform === 'win32') return { name, command: 'rundll32', arguments: ['url.dll,FileProtocolHandler', url] }
  return { name, command: 'xdg-open', arguments: [url] }
}

const linuxBrowsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'brave-browser']
const macBrowsers = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
const windowsBrowsers = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
const windowsRoots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']

function appWindows(url: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Opener[] {
  const page = `--app=${url}`
  if (platform === 'darwin') {
    return macBrowsers.map((browser) => ({ name: browser, command: 'open', arguments: ['-na', browser, '--args', page] }))
  }
  if (platform === 'win32') {
    const roots = windowsRoots.flatMap((name) => environment[name] ?? [])
    return windowsBrowsers.flatMap((path) => roots.map((root) => ({ name: path, command: join(root, path), arguments: [page] })))
  }
  return linuxBrowsers.map((browser) => ({ name: browser, command: browser, arguments: [page] }))
}

/** Starts the first program that does not fail at once, and leaves it running on its own. The answer is its name. */
export async function openFirst(openers: readonly Opener[], patienceMs = 1_500): Promise<string | undefined> {
  for (const opener of openers) {
    if (await starts(opener, patienceMs)) return opener.name
  }
  return undefined
}

/** A browser that is running already takes the page over and ends well at once; one that cannot start ends badly at once. */
async function starts(opener: Opener, patienceMs: number): Promise<boolean> {
  const child = spawn(opener.command, opener.arguments, { detached: true, stdio: 'ignore' })
  child.unref()
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), patienceMs)
  try {
    const [code] = await once(child, 'exit', { signal: patience.signal })
    return code === 0
  } catch {
    return patience.signal.aborted
  } finally {
    clearTimeout(timer)
    // Whatever still goes wrong with it no longer matters here.
    child.on('error', () => undefined)
  }
}
