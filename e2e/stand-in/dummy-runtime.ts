// A folder that electron-builder takes for Electron: files of one byte, and a program that holds nothing but fuses. Packages made of it do not
// start; what they hold is what a real one would.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fuseNames, fuseSentinel } from '../../tools/packed-app.ts'

const files = [
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'libffmpeg.so',
  'resources.pak',
  'icudtl.dat',
  'v8_context_snapshot.bin',
  'snapshot_blob.bin',
  'LICENSE',
  'LICENSES.chromium.html',
  'version',
  'locales/en-US.pak',
]

export function makeDummyRuntime(directory: string): void {
  mkdirSync(join(directory, 'locales'), { recursive: true })
  for (const name of files) writeFileSync(join(directory, name), '\n')
  const fuses = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, fuseNames.length]), Buffer.from('1'.repeat(fuseNames.length))])
  writeFileSync(join(directory, 'electron'), fuses, { mode: 0o755 })
}
