// Runs main's built code on the stand-in: `node run-main.ts <main.js> [words]`, as a child of a test that asks it to evaluate functions.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'

const standIn = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' || name === 'electron/main' ? { url: standIn, shortCircuit: true } : next(name, context),
})

interface Question {
  is: 'evaluate'
  id: number
  source: string
  argument: unknown
}

const electron = await import('./electron.ts')
process.on('message', (question: Question) => {
  const answer = async (): Promise<unknown> => {
    const run = runInThisContext(`(${question.source})`) as (module: typeof electron, argument: unknown) => unknown
    return run(electron, question.argument)
  }
  answer().then(
    (value) => process.send?.({ is: 'answer', id: question.id, value }),
    (error: unknown) => process.send?.({ is: 'answer', id: question.id, failure: String(error instanceof Error ? error.stack : error) }),
  )
})
// The test is gone.
process.once('disconnect', () => electron.app.exit(1))

await import(pathToFileURL(resolve(process.argv[2] ?? '')).href)
await electron.start()
