import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const door = fileURLToPath(new URL('thread-pool.ts', import.meta.url))

/** Threads of the pool, and what a process that is started would be told of its size. */
async function startedWith(environment: NodeJS.ProcessEnv): Promise<{ threads: number; told: string | null }> {
  const program = `
    import { readdirSync, readFileSync } from 'node:fs'
    import { startThreadPool } from ${JSON.stringify(door)}
    startThreadPool()
    const names = readdirSync('/proc/self/task').map((id) => readFileSync('/proc/self/task/' + id + '/comm', 'utf8').trim())
    const threads = names.filter((name) => name === 'libuv-worker').length
    console.log(JSON.stringify({ threads, told: process.env.UV_THREADPOOL_SIZE ?? null }))`
  const { UV_THREADPOOL_SIZE: _ours, ...others } = process.env
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { env: { ...others, ...environment } })
  return JSON.parse(stdout) as { threads: number; told: string | null }
}

test.skipIf(process.platform !== 'linux')('the pool has sixteen threads, and what is started hears nothing of it', async () => {
  expect(await startedWith({})).toEqual({ threads: 16, told: null })
})

test.skipIf(process.platform !== 'linux')('a pool whose size is set from outside is left as it is', async () => {
  expect(await startedWith({ UV_THREADPOOL_SIZE: '2' })).toMatchObject({ told: '2' })
})
