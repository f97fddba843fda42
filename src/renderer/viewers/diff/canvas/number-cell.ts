import { type Side } from '../model/diff-place.ts'
import { type NumberLook } from './line-look.ts'
import styles from './DiffLine.module.css'

/** The number of a line, as an element that stays when the line is another. A click on it puts the line into the address; the canvas listens. */
export class NumberCell {
  readonly element = document.createElement('div')
  readonly #text = document.createTextNode('')
  readonly #side: Side
  readonly #className: string
  #drawn: NumberLook = { name: '', line: 0, row: -1, noteId: undefined }

  constructor(side: Side, isDivided: boolean) {
    this.#side = side
    this.#className = isDivided ? `${styles['number']} ${styles['divider']}` : (styles['number'] ?? '')
    this.element.setAttribute('role', 'gridcell')
    this.element.className = this.#className
    this.element.append(this.#text)
  }

  draw(look: NumberLook): void {
    const { name, line, row } = look
    const before = this.#drawn
    this.#drawn = look
    if (name !== before.name) this.element.className = `${this.#className} ${name}`
    if (line !== before.line) this.#text.data = line > 0 ? String(line) : ''
    if (line > 0) {
      if (before.line === 0) this.element.dataset['lineSide'] = this.#side
      if (before.line === 0 || row !== before.row) this.element.dataset['lineRow'] = String(row)
    } else if (before.line > 0) {
      delete this.element.dataset['lineSide']
      delete this.element.dataset['lineRow']
    }
  }
}
