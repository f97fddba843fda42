// A Chromium for the end-to-end stories: one that is there, or one that is installed now.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { runCommand } from './run-command.ts'

/**
 * What a Chromium does not do for the stories, which look at pages alone: two pages of its own address bar, made anew for every window, took
 * as much time as ours; so did the spare processes that it starts for pages still to come. Where a switch is given twice the last one counts, so that what Playwright turns off is said here once more.
 */
export const pagesAlone: readonly string[] = [
  '--disable-gpu',
  `--disable-features=${[
    'SpareRendererForSitePerProcess',
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'TcpPortRandomizationWin',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
  ].join()}`,
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium that starts, or `undefined`. `CHROMIUM_PATH` comes first, Playwright's own last. */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const directories = (environment['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '')
  const onPath = names.flatMap((name) => directories.map((directory) => join(directory, name)))
  for (const path of [environment['CHROMIUM_PATH'] ?? '', ...onPath, chromium.executablePath()]) {
    if (path !== '' && existsSync(path) && (await starts(path))) return path
  }
  return undefined
}

/** On some systems the name is only a note about a package that is elsewhere. */
async function starts(path: string): Promise<boolean> {
  const { code, output } = await runCommand(`"${path}" --version`, { timeoutMs: 20_000 })
  return code === 0 && /Chrom/.test(output)
}

/** Debian's package for root on Debian, else Playwright's own; what they said is the answer. */
export async function installChromium(): Promise<string> {
  const said: string[] = []
  for (const command of installations()) {
    const { code, output, timedOut } = await runCommand(command, { timeoutMs: 600_000, environment: { DEBIAN_FRONTEND: 'noninteractive' } })
    said.push(`$ ${command}\n${output}${timedOut ? '(took too long)\n' : ''}`)
    if (code === 0 && (await findChromium()) !== undefined) break
  }
  return said.join('\n')
}

function installations(): string[] {
  const debian = process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
  const apt = 'apt-get update && apt-get install --yes --no-install-recommends chromium'
  return [...(debian ? [apt] : []), 'playwright install chromium']
}
