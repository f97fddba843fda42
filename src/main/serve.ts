// Entry of the browser shell: the app under plain Node, on loopback.
import { describeError } from '../shared/error-words.ts'
import { isVitrineError, toVitrineError } from '../shared/errors.ts'
import { parseServeArguments } from './shell/loopback/serve-arguments.ts'
import { serveUntilSignal } from './shell/loopback/serve-until-signal.ts'
import { startThreadPool } from './thread-pool.ts'

startThreadPool()
try {
  await serveUntilSignal(parseServeArguments(process.argv.slice(2)), console.log)
} catch (error) {
  const failure = toVitrineError(error)
  const { what, wayOut } = describeError(failure)
  console.error(`${what} ${wayOut}`)
  process.exitCode = isVitrineError(failure, 'request.invalid') ? 2 : 3
}
