// Where everything stands in the long list of units that the canvas scrolls through.
import { type BlockPlan, measureBlock, planBlock, type PlanOptions } from './block-plan.ts'
import { type Block, type DiffModel, lastAtMost } from './diff-model.ts'
import { type DiffFile } from './diff-file.ts'

/** A file's header is two units high; its second unit is drawn by the first. */
export const headerUnits = 2
const gapUnits = 1
/** A picture is drawn by its first unit, so it is no higher than what is kept ready above the screen. */
const pictureUnits = 5

const noteUnits = (file: DiffFile) => (file.patches === undefined ? 1 : pictureUnits)

export type Unit =
  | { kind: 'header'; file: DiffFile }
  | { kind: 'header-rest'; file: DiffFile }
  | { kind: 'note'; file: DiffFile }
  | { kind: 'note-rest'; file: DiffFile }
  | { kind: 'gap'; file: DiffFile }
  | { kind: 'line'; block: Block; index: number }

export interface Measured {
  options: PlanOptions
  blocks: readonly Block[]
  units: Uint32Array
}

/** Heights of all blocks under the same options; a diff that grew is measured where it did. */
export class BlockMeasurer {
  readonly #options: PlanOptions
  #known: Measured | undefined

  constructor(options: PlanOptions) {
    this.#options = options
  }

  measure(model: DiffModel): Measured {
    const blocks = model.blocks()
    const units = new Uint32Array(blocks.length)
    for (const block of blocks) {
      const old = this.#known?.blocks[block.index]
      const isSame = old !== undefined && old.firstRow === block.firstRow && old.endRow === block.endRow
      units[block.index] = isSame ? (this.#known?.units[block.index] ?? 0) : measureBlock(model, block, this.#options)
    }
    this.#known = { options: this.#options, blocks, units }
    return this.#known
  }
}

const mostPlans = 64

export class DiffLayout {
  readonly unitCount: number
  readonly #model: DiffModel
  readonly #measured: Measured
  readonly #isCollapsed: (file: DiffFile) => boolean
  /** The first unit of each file, and of each block as if nothing were collapsed. */
  readonly #fileTops: Float64Array
  readonly #blockTops: Float64Array
  readonly #firstBlocks: Uint32Array
  readonly #plans = new Map<number, BlockPlan>()

  constructor(model: DiffModel, measured: Measured, isCollapsed: (file: DiffFile) => boolean) {
    this.#model = model
    this.#measured = measured
    this.#isCollapsed = isCollapsed
    const { blocks, units } = measured
    const { files } = model
    this.#fileTops = new Float64Array(files.length + 1)
    this.#blockTops = new Float64Array(blocks.length + 1)
    this.#firstBlocks = new Uint32Array(files.length + 1)
    let block = 0
    let top = 0
    for (const file of files) {
      this.#fileTops[file.index] = top
      this.#firstBlocks[file.index] = block
      let body = 0
      while (block < blocks.length && blocks[block]?.file === file) {
        this.#blockTops[block + 1] = (this.#blockTops[block] ?? 0) + (units[block] ?? 0)
        body += units[block++] ?? 0
      }
      top += headerUnits + (isCollapsed(file) ? 0 : Math.max(noteUnits(file), body)) + gapUnits
    }
    this.#fileTops[files.length] = top
    this.#firstBlocks[files.length] = block
    this.unitCount = top
  }

  get options(): PlanOptions {
    return this.#measured.options
  }

  get blocks(): readonly Block[] {
    return this.#measured.blocks
  }

  fileAt(unit: number): DiffFile | undefined {
    return this.#model.files[lastAtMost(this.#model.files.length, (index) => this.#fileTops[index] ?? 0, unit)]
  }

  /** The unit of a file's header. */
  fileTop(file: number): number {
    return this.#fileTops[file] ?? 0
  }

  unitAt(unit: number): Unit | undefined {
    const file = this.fileAt(unit)
    if (file === undefined || unit >= this.unitCount) return undefined
    const offset = unit - this.fileTop(file.index)
    if (offset === 0) return { kind: 'header', file }
    if (offset < headerUnits) return { kind: 'header-rest', file }
    if (unit >= this.fileTop(file.index + 1) - gapUnits) return { kind: 'gap', file }
    const first = this.#firstBlocks[file.index] ?? 0
    const end = this.#firstBlocks[file.index + 1] ?? 0
    const within = offset - headerUnits + (this.#blockTops[first] ?? 0)
    if (first === end || within >= (this.#blockTops[end] ?? 0)) {
      return { kind: offset === headerUnits ? 'note' : 'note-rest', file }
    }
    const index = first + lastAtMost(end - first, (at) => this.#blockTops[first + at] ?? 0, within)
    const block = this.#measured.blocks[index]
    return block === undefined ? undefined : { kind: 'line', block, index: within - (this.#blockTops[index] ?? 0) }
  }

  plan(block: Block): BlockPlan {
    const known = this.#plans.get(block.index)
    if (known !== undefined) return known
    const plan = planBlock(this.#model, block, this.options, this.#measured.units[block.index])
    const oldest = this.#plans.size >= mostPlans ? this.#plans.keys().next().value : undefined
    if (oldest !== undefined) this.#plans.delete(oldest)
    this.#plans.set(block.index, plan)
    return plan
  }

  blockOf(row: number): Block | undefined {
    const { blocks } = this.#measured
    const block = blocks[lastAtMost(blocks.length, (index) => blocks[index]?.firstRow ?? 0, row)]
    return block !== undefined && row >= block.firstRow && row < block.endRow ? block : undefined
  }

  /** The first unit of a block; that of its file's header while the file is collapsed. */
  blockTop(block: Block): number {
    const { file } = block
    if (this.#isCollapsed(file)) return this.fileTop(file.index)
    const first = this.#firstBlocks[file.index] ?? 0
    return this.fileTop(file.index) + headerUnits + (this.#blockTops[block.index] ?? 0) - (this.#blockTops[first] ?? 0)
  }

  /** The unit that shows a part of a row; of its file's header when the row is not shown. */
  unitOfRow(row: number, part = 0): number {
    const block = this.blockOf(row)
    if (block === undefined) return 0
    if (this.#isCollapsed(block.file)) return this.fileTop(block.file.index)
    const { left, right, parts } = this.plan(block)
    const first = left.indexOf(row)
    const index = first === -1 ? right.indexOf(row) : first
    if (index === -1) return this.blockTop(block)
    let last = index
    while (last < index + part && (parts[last + 1] ?? 0) > 0) last++
    return this.blockTop(block) + last
  }
}
