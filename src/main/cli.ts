#!/usr/bin/env node
// The command line. The native modules of an older Node crash instead of saying so, hence nothing is loaded before this is known.
import { oldestNode, supportsNode } from './cli/node-version.ts'

if (supportsNode(process.versions.node)) {
  const { keepCompiledCode } = await import('./compiled-code.ts')
  keepCompiledCode()
  const { startThreadPool } = await import('./thread-pool.ts')
  startThreadPool()
  const { runCli } = await import('./cli/run-cli.ts')
  process.exitCode = await runCli(process.argv.slice(2))
} else {
  process.stderr.write(
    `vitrine needs Node ${oldestNode} or newer; this is ${process.versions.node}. In a checkout, "npm run -s vitrine -- …" brings its own.\n`,
  )
  process.exitCode = 2
}
