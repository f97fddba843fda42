import { t } from '../../../../shared/language/translate.ts'
import { type Side } from '../model/diff-place.ts'
import { codeNodes } from './code-text.ts'
import { type CodeLook, type LineEnd, type TextLook } from './line-look.ts'
import styles from './DiffLine.module.css'

function span(className: string | undefined): HTMLSpanElement {
  const element = document.createElement('span')
  element.className = className ?? ''
  return element
}

function lineEnd(end: LineEnd): HTMLElement {
  const element = span(styles['lineEnd'])
  switch (end) {
    case 'return':
      element.title = t('Ends in a carriage return (CR LF)')
      element.textContent = 'CR'
      break
    case 'noNewline': {
      const words = t('No newline at end of file')
      const symbol = document.createElement('span')
      symbol.ariaHidden = 'true'
      symbol.textContent = '⊘'
      element.title = words
      element.append(symbol, ` ${words}`)
      break
    }
  }
  return element
}

/** Signs and text of a line, or of a part of it, as elements that stay when the line is another: only what differs is written. */
export class CodeCell {
  readonly element = document.createElement('div')
  readonly #sign = span(styles['sign'])
  readonly #signText = document.createTextNode('')
  readonly #text = span(styles['text'])
  /** The text alone, while it has no colors. */
  readonly #plain = document.createTextNode('')
  #drawn: CodeLook = { name: '', kind: 'nothing', label: '' }
  #isPlain = true

  constructor(side: Side | 'both') {
    this.element.setAttribute('role', 'gridcell')
    this.element.className = styles['code'] ?? ''
    this.element.dataset['half'] = side
    this.#text.dataset['side'] = side
    this.#sign.append(this.#signText)
    this.#text.append(this.#plain)
    this.element.append(this.#sign, this.#text)
  }

  draw(look: CodeLook): void {
    const before = this.#drawn
    this.#drawn = look
    if (look.name !== before.name) this.element.className = `${styles['code']} ${look.name}`
    if (before.kind === 'cut' && look.kind !== 'cut') this.element.replaceChildren(this.#sign, this.#text)
    const label = look.kind === 'nothing' ? look.label : ''
    const labelBefore = before.kind === 'nothing' ? before.label : ''
    if (label !== labelBefore) this.element.ariaLabel = label === '' ? null : label
    switch (look.kind) {
      case 'text':
        this.#drawText(look, before.kind === 'text' ? before : undefined)
        break
      case 'nothing':
        if (before.kind === 'text') this.#clear(before)
        break
      case 'cut': {
        if (before.kind === 'text') this.#clear(before)
        const button = document.createElement('button')
        button.type = 'button'
        button.tabIndex = -1
        button.className = styles['showAll'] ?? ''
        button.textContent = look.words
        button.addEventListener('click', look.onShowAll)
        this.element.replaceChildren(this.#sign, button)
        break
      }
    }
  }

  #drawText(look: TextLook, before: TextLook | undefined): void {
    if (look.sign !== before?.sign) this.#signText.data = look.sign
    if (look.signTitle !== (before?.signTitle ?? '')) this.#sign.title = look.signTitle
    if (look.row !== before?.row) this.#text.dataset['row'] = String(look.row)
    if (look.start !== before?.start) this.#text.dataset['start'] = String(look.start)
    if (look.ends !== before?.ends) this.#drawEnds(look.ends)
    if (before?.text === look.text && before.start === look.start && before.painted === look.painted && before.marks === look.marks) return
    const nodes = codeNodes(look)
    const [only] = nodes
    if (nodes.length === 1 && typeof only === 'string') this.#drawPlain(only)
    else {
      this.#text.replaceChildren(...nodes)
      this.#isPlain = false
    }
  }

  #drawPlain(text: string): void {
    this.#plain.data = text
    if (!this.#isPlain) this.#text.replaceChildren(this.#plain)
    this.#isPlain = true
  }

  #drawEnds(ends: readonly LineEnd[]): void {
    while (this.#text.nextSibling !== null) this.#text.nextSibling.remove()
    for (const end of ends) this.element.append(lineEnd(end))
  }

  /** Nothing of the text may be found any more by who looks for rows on screen. */
  #clear(before: TextLook): void {
    delete this.#text.dataset['row']
    delete this.#text.dataset['start']
    this.#signText.data = ''
    if (before.signTitle !== '') this.#sign.title = ''
    this.#drawEnds([])
    this.#drawPlain('')
  }
}
