// Entry of the browser shell: the app under plain Node, on loopback.
import { keepCompiledCode } from './compiled-code.ts'
import { startThreadPool } from './thread-pool.ts'

keepCompiledCode()
startThreadPool()
const { runServe } = await import('./shell/loopback/run-serve.ts')
process.exitCode = await runServe(process.argv.slice(2), console)
