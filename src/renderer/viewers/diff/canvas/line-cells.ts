// The cells of a line of code. They are drawn without React: comparing each of them with every step of a scroll takes more than all else
// that a step does.
import { CodeCell } from './code-cell.ts'
import { type LineLook, type LineShape } from './line-look.ts'
import { NumberCell } from './number-cell.ts'

export class LineCells {
  readonly numbers: readonly NumberCell[]
  readonly #codes: readonly CodeCell[]

  constructor(shape: LineShape) {
    this.numbers = shape === 'message' ? [] : [new NumberCell('left', false), new NumberCell('right', shape === 'split')]
    this.#codes = shape === 'split' ? [new CodeCell('left'), new CodeCell('right')] : [new CodeCell('both')]
  }

  /** In the order in which they are read. */
  get elements(): HTMLElement[] {
    const [left, right] = this.numbers
    const [code, other] = this.#codes
    const cells = other === undefined ? [left, right, code] : [left, code, right, other]
    return cells.flatMap((cell) => (cell === undefined ? [] : [cell.element]))
  }

  draw({ numbers, codes }: LineLook): void {
    for (const [index, cell] of this.numbers.entries()) {
      const look = numbers[index]
      if (look !== undefined) cell.draw(look)
    }
    for (const [index, cell] of this.#codes.entries()) {
      const look = codes[index]
      if (look !== undefined) cell.draw(look)
    }
  }
}
