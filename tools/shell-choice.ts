// Which shell `npm start` opens, and the words that say why.
import { hasDisplay } from '../src/main/shell/display.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'

export interface ShellChoice {
  /** Path of Electron's executable; absent for the browser shell. */
  electron?: string
  why: string
}

export interface Surroundings {
  words: readonly string[]
  platform: NodeJS.Platform
  environment: NodeJS.ProcessEnv
  isRoot: boolean
  find: () => string | undefined
  fetch: () => Promise<'fetched' | 'failed' | 'failed before'>
}

export async function chooseShell({ words, platform, environment, isRoot, find, fetch }: Surroundings): Promise<ShellChoice> {
  const asked = words.find((word) => /^--(open|port)(=|$)/.test(word))
  if (asked !== undefined) return { why: `${asked.split('=')[0]} asks for it` }
  if (!hasDisplay(platform, environment)) return { why: 'there is no display for an Electron window' }
  if (isRoot && platform === 'linux') return { why: "Electron's sandbox does not run as root" }
  const installed = find()
  if (installed !== undefined) return { electron: installed, why: 'its binary is installed' }
  const fetched = await fetch()
  const electron = find()
  if (fetched === 'fetched' && electron !== undefined) return { electron, why: 'its binary was fetched just now' }
  const when = fetched === 'failed' ? 'could not be fetched in a few seconds' : 'could not be fetched earlier today'
  return { why: `Electron's binary ${when} ("npx install-electron" fetches it)` }
}

export function readSurroundings(words: readonly string[]): Surroundings {
  const { platform, env: environment } = process
  return { words, platform, environment, isRoot: process.getuid?.() === 0, find: () => findElectron(), fetch: () => fetchElectron() }
}
