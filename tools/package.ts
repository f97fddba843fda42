// `npm run package`: packages of the desktop app for this system. What follows `--` goes to electron-builder.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, isBuildStale } from './build.ts'
import { root } from './run-command.ts'
import { stagePackage } from './stage-package.ts'

if (isBuildStale()) {
  const { code, output } = await build()
  if (code !== 0) {
    console.error(`${output}\nVitrine could not be built.`)
    process.exit(1)
  }
}
stagePackage(join(root, 'release', 'stage'))
const words = [join(root, 'node_modules/electron-builder/cli.js'), '--publish', 'never', ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1
