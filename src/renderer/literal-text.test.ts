// What is said to people stands in the catalogue: no words are left in the window's markup, or in strings that become it, nor in what the main
// process says itself. The command line speaks English.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { japanese } from '../shared/language/japanese.ts'

/** What tools write and read, and names that are the same in every language. */
const notSaid: Record<string, RegExp> = {
  'viewers/diff/scan/': /./,
  'viewers/diff/model/message-title.ts': /./,
  'viewers/syntax/syntax.ts': /./,
  'viewers/lines/stamps/stamp.ts': /./,
  'viewers/lines/document/': /./,
  'viewers/lines/folds/group-mark.ts': /./,
  'viewers/tests/error-groups.ts': /./,
  'views/notes/': /^(Ctrl\+Enter|notes …)$/,
  'views/settings/': /^(English|Google Cloud Storage)$/,
  // Said in the language that is chosen, not in the one that is spoken.
  'views/settings/AppearanceView.tsx': /^(The window speaks English|Load again|English)/,
  'ui/Keys.tsx': /^Esc$/,
  'views/window/Window.tsx': /^…( – …)* – Vitrine$|^Vitrine$/,
  '../main/shell/security-headers.ts': /^default-src /,
  // Said in a terminal.
  '../main/shell/loopback/serve-': /./,
  '../main/shell/store-arguments.ts': /./,
  '../main/shell/loopback/browser-window.ts': /./,
  '../main/shell/instance': /./,
  '../main/shell/desktop/core-socket.ts': /^Bearer …$/,
  '../main/shell/desktop/core-fetch.ts': /^Bearer …$/,
  // Names of the product and of processes, and headers.
  '../main/shell/': /^(Vitrine|Vitrine core)$/,
}

interface Node {
  type: string
  [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown): unknown => (isNode(value) ? (value['name'] ?? nameOf(value['property'])) : undefined)

/** Two words, or one that begins like a sentence. */
const isWords = (text: string) =>
  /\p{L}{2}/u.test(text) && (/^\s*[A-Z][a-z]+(\s|$|…)/.test(text) || /[a-z]\s+[a-z]{2}/.test(text)) && !/[=[\]{}]|var\(/.test(text)

/** Attributes, properties and calls whose texts nobody reads. */
const unread = new Set(['className', 'key', 'id', 'role', 'type', 'shortcut', 'keys', 'style', 'href', 'method', 'code'])
const unsaidCalls = new Set([
  't',
  'command',
  'plural',
  'many',
  'tCount',
  'Error',
  'DOMException',
  'RangeError',
  'TypeError',
  'RegExp',
  'closest',
  'matches',
])
const unsaidMethods = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'querySelector',
  'querySelectorAll',
  'normalize',
  'matchMedia',
  'getAttribute',
])
/** Names of keys, which are shown through `Keys`. */
const isKeyName = (text: string) =>
  /^(Escape|Enter|Delete|Backspace|Tab|Home|End|Shift|Control|Alt|Meta|Page(Up|Down)|Arrow\w+|Space)$/.test(text)

function wordsIn(path: string): string[] {
  const found: string[] = []
  const note = (text: string) => {
    if (isWords(text) && !isKeyName(text)) found.push(text.trim())
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    const callee = nameOf(value['callee'])
    if (value.type.startsWith('TS') && !/^TS(As|Satisfies)/.test(value.type)) return
    if (value.type === 'ImportDeclaration' || value.type === 'BinaryExpression') return
    if (value.type === 'SwitchCase') return visit(value['consequent'])
    if (value.type === 'JSXElement' && isNode(value['openingElement']) && nameOf(value['openingElement']['name']) === 'code') return
    if ((value.type === 'JSXAttribute' || value.type === 'Property') && unread.has(String(nameOf(value['name'] ?? value['key'])))) return
    if (/^(Call|New)Expression$/.test(value.type) && unsaidCalls.has(String(callee))) return
    if (value.type === 'CallExpression' && unsaidMethods.has(String(callee)))
      return visit(isNode(value['callee']) ? value['callee']['object'] : null)
    if (value.type === 'Property') return visit(value['value'])
    if (value.type === 'JSXText' || value.type === 'Literal') return typeof value['value'] === 'string' ? note(value['value']) : undefined
    if (value.type === 'TemplateLiteral' && Array.isArray(value['quasis']))
      note(value['quasis'].map(({ value: { cooked } }) => cooked).join('…'))
    for (const [key, child] of Object.entries(value)) if (key !== 'quasis') visit(child)
  }
  visit(parseSync(path, readFileSync(join(import.meta.dirname, path), 'utf8')).program)
  // Keys of the catalogue that are said elsewhere, as in a table of titles.
  return found.filter((text) => !Object.hasOwn(japanese, text))
}

const files = globSync(['**/*.{ts,tsx}', '../main/{index,core}.ts', '../main/shell/**/*.ts'], { cwd: import.meta.dirname })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/\.test\.|-fixture|\.d\.ts$/.test(path))

describe('the window and the app around it', () => {
  it('have no words of their own beside the catalogue', () => {
    const left = files.flatMap((path) => {
      const allowed = Object.entries(notSaid).flatMap(([start, pattern]) => (path.startsWith(start) ? [pattern] : []))
      return wordsIn(path)
        .filter((text) => !allowed.some((pattern) => pattern.test(text)))
        .map((text) => `${path}: ${text}`)
    })
    expect(left).toEqual([])
  })

  it('are looked through whole', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(files).toContain('../main/shell/desktop/electron-crash.ts')
    expect(wordsIn('views/settings/AppearanceView.tsx')).toContain('English')
  })
})
