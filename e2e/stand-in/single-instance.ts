// `requestSingleInstanceLock`: one process of an app per folder; a later one hands over its words and is told no.
import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function requestLock(userData: string, onSecond: (words: string[], directory: string) => void): boolean {
  const directory = join(userData, 'stand-in-lock')
  const owner = join(directory, 'owner')
  mkdirSync(directory, { recursive: true })
  if (isHeld(owner)) {
    const unfinished = join(directory, `unfinished-${process.pid}`)
    writeFileSync(unfinished, JSON.stringify({ words: process.argv, directory: process.cwd() }))
    writeFileSync(join(directory, `second-${process.pid}`), readFileSync(unfinished))
    return false
  }
  writeFileSync(owner, String(process.pid))
  const look = () => {
    for (const name of readdirSync(directory).filter((name) => name.startsWith('second-'))) {
      const text = readFileSync(join(directory, name), 'utf8')
      if (!text.endsWith('}')) continue
      rmSync(join(directory, name))
      const { words, directory: from } = JSON.parse(text) as { words: string[]; directory: string }
      onSecond(words, from)
    }
  }
  watch(directory, look).unref()
  return true
}

function isHeld(owner: string): boolean {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
