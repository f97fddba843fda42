// Styles and the code that names them fit: no class without a rule, and no rule that nothing asks for.
import { globSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const room = fileURLToPath(new URL('renderer', import.meta.url))
const read = (path: string) => readFileSync(join(room, path), 'utf8')
const modules = globSync('**/*.module.css', { cwd: room }).map((path) => ({ path: normalize(path), rules: withoutComments(read(path)) }))
const code = globSync('**/*.{ts,tsx}', { cwd: room }).map((path) => ({ path: normalize(path), text: read(path) }))

function withoutComments(css: string): string {
  return css.replaceAll(/\/\*.*?\*\//gs, '')
}

/** The code that imports a module of styles, and what it calls it. */
function usersOf(module: string): { path: string; text: string; name: string }[] {
  return code.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/^import (\w+) from '(\.[^']+\.module\.css)'$/gm))
      .filter(([, , address = '']) => normalize(join(path, '..', address)) === module)
      .map(([, name = '']) => ({ path, text, name })),
  )
}

const classesOf = (rules: string) =>
  new Set(Array.from(rules.replaceAll(/\{[^{}]*\}/g, '{}').matchAll(/\.([A-Za-z_][\w-]*)/g), ([, name = '']) => name))

test('every class that a component names has a rule', () => {
  const missing = modules.flatMap(({ path, rules }) => {
    const classes = classesOf(rules)
    return usersOf(path).flatMap(({ path: user, text, name }) =>
      Array.from(text.matchAll(new RegExp(`\\b${name}\\['([^']+)'\\]`, 'g')), ([, named = '']) => named)
        .filter((named) => !classes.has(named))
        .map((named) => `${user}: ${named}`),
    )
  })
  expect(missing).toEqual([])
})

test('every rule is for a class that somebody names, or that is chosen by a value', () => {
  const composed = modules.flatMap(({ rules }) => Array.from(rules.matchAll(/composes: ([\w -]+)/g), ([, names = '']) => names.split(' ')))
  const unused = modules.flatMap(({ path, rules }) => {
    const users = usersOf(path)
    const isChosen = users.some(({ text, name }) => new RegExp(`\\b${name}\\[(?!')|\\b${name}\\b(?!\\[| from)`).test(text))
    return [...classesOf(rules)]
      .filter((name) => !isChosen && !composed.flat().includes(name) && !users.some(({ text }) => text.includes(`'${name}'`)))
      .map((name) => `${path}: ${name}`)
  })
  expect(unused).toEqual([])
  expect(modules.length).toBeGreaterThan(100)
})
