// What a start loads before it shows something; how long that takes is for `npm run bench -- start-up`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tools/run-command.ts'
import { expect, test } from './fixtures.ts'

const built = join(root, 'out', 'main')

/** The text of a built file and of all that is loaded with it. */
function loadedWith(entry: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(entry)) return seen
  const text = readFileSync(join(built, entry), 'utf8')
  seen.set(entry, text)
  for (const [, name] of text.matchAll(/^(?:import|export)\b[^"'\n]*["']\.\/([^"'\n]+)["'];?$/gm))
    if (name !== undefined) loadedWith(name, seen)
  return seen
}

test('the link is printed before the store is loaded', () => {
  for (const entry of ['serve.js', 'run-cli.js', 'serve-until-signal.js']) {
    const texts = [...loadedWith(entry).values()]
    expect(texts.length, entry).toBeGreaterThan(3)
    for (const of of ['from "better-sqlite3"', 'function openArtifactStore', 'function openApp'])
      expect(texts.filter((text) => text.includes(of)).length, `${entry}: ${of}`).toBe(0)
  }
  expect([...loadedWith('core.js').values()].some((text) => text.includes('from "better-sqlite3"'))).toBe(true)
})
