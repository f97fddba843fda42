// Syntax colours as ranges of text. highlight.js would build HTML; an emitter of our own takes its tokens before it does.
import hljs from 'highlight.js/lib/core'
import { type Emitter, type HLJSApi } from 'highlight.js'
import { type Language, loadLanguage } from './languages.ts'
import { type TokenClass, tokenClasses } from './token-classes.ts'

const classOfScope: Record<string, TokenClass> = {
  keyword: 'keyword',
  literal: 'keyword',
  'variable.language': 'keyword',
  'selector-tag': 'keyword',
  tag: 'keyword',
  name: 'keyword',
  section: 'title',
  string: 'string',
  regexp: 'string',
  char: 'string',
  'char.escape': 'string',
  link: 'string',
  'meta string': 'string',
  addition: 'string',
  code: 'string',
  number: 'number',
  symbol: 'number',
  bullet: 'number',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  title: 'title',
  'title.function': 'title',
  'title.function.invoke': 'plain',
  'title.class': 'type',
  'title.class.inherited': 'type',
  type: 'type',
  class: 'type',
  built_in: 'type',
  attr: 'type',
  attribute: 'type',
  property: 'plain',
  'selector-class': 'title',
  'selector-id': 'title',
  'selector-attr': 'type',
  'selector-pseudo': 'type',
  variable: 'type',
  'template-variable': 'type',
  meta: 'meta',
  deletion: 'meta',
}

/** Classes of consecutive stretches of the text: `ends[i]` is where the one of class `classes[i]` ends. */
export interface Tokens {
  ends: number[]
  classes: number[]
}

class TokenEmitter implements Emitter {
  readonly tokens: Tokens = { ends: [], classes: [] }
  readonly #scopes: number[] = [0]
  #length = 0

  addText(text: string): void {
    if (text === '') return
    this.#length += text.length
    this.#push(this.#length, this.#scopes.at(-1) ?? 0)
  }

  startScope(scope: string): void {
    const own = tokenClasses.indexOf(classOfScope[scope] ?? classOfScope[scope.split('.')[0] ?? ''] ?? 'plain')
    // A scope without a colour of its own (an interpolation, parameters) takes that of plain text, not of what is around it.
    this.#scopes.push(own)
  }

  endScope(): void {
    this.#scopes.pop()
  }

  openNode(scope: string): void {
    this.startScope(scope)
  }

  closeNode(): void {
    this.endScope()
  }

  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof TokenEmitter)) return
    const start = this.#length
    for (const [index, end] of emitter.tokens.ends.entries()) this.#push(start + end, emitter.tokens.classes[index] ?? 0)
    this.#length = start + (emitter.tokens.ends.at(-1) ?? 0)
  }

  finalize(): void {
    this.#scopes.length = 1
  }

  toHTML(): string {
    return ''
  }

  #push(end: number, tokenClass: number): void {
    const { ends, classes } = this.tokens
    if (classes.at(-1) === tokenClass) ends[ends.length - 1] = end
    else {
      ends.push(end)
      classes.push(tokenClass)
    }
  }
}

function newHighlighter(): HLJSApi {
  const highlighter = hljs.newInstance()
  highlighter.configure({ __emitter: TokenEmitter })
  return highlighter
}

const highlighter = newHighlighter()
const registered = new Map<Language, Promise<void>>()

/** Loads the grammar, once. */
export function prepareLanguage(language: Language): Promise<void> {
  const known = registered.get(language)
  if (known !== undefined) return known
  const loading = Promise.all(
    loadLanguage(language).map(async ({ name, load }) => {
      highlighter.registerLanguage(name, (await load()).default)
    }),
  ).then(() => undefined)
  registered.set(language, loading)
  return loading
}

/** The tokens of a text whose language is prepared. */
export function tokenise(text: string, language: Language): Tokens {
  const emitter: unknown = highlighter.highlight(text, { language, ignoreIllegals: true })._emitter
  return emitter instanceof TokenEmitter ? emitter.tokens : { ends: [text.length], classes: [0] }
}
