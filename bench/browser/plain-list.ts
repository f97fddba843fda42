// A list as plain as can be, to scroll beside one of ours. The functions run in the page, so each holds all that it needs.

export interface PlainList {
  heightPx: number
  widthPx: number
  rowPx: number
  /** The words of the cells of the rows that were seen. */
  rows: string[][]
}

/** What a list of ours shows now, and how high it is. */
export function plainListOf(selector: string): PlainList {
  const list = document.querySelector(selector)
  let scroller = list
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
  const seen = [...(list?.querySelectorAll<HTMLElement>('[role=treeitem], [role=row]:has([role=gridcell])') ?? [])]
  const rows = seen.map((row) => {
    const cells = [...row.querySelectorAll<HTMLElement>('[role=gridcell]')]
    return (cells.length === 0 ? [row] : cells).map(({ innerText }) => innerText)
  })
  const rowPx = seen[0]?.getBoundingClientRect().height ?? 24
  return { heightPx: scroller?.scrollHeight ?? 0, widthPx: scroller?.clientWidth ?? 0, rowPx, rows }
}

/** In place of the page: a `main` that scrolls, with a row for each that the list has room for. */
export function showPlainList({ heightPx, widthPx, rowPx, rows }: PlainList): void {
  const main = document.createElement('main')
  main.style.cssText = `overflow: auto; height: 800px; width: ${widthPx}px; font: 13px sans-serif`
  // More would be more than a browser lays out in reasonable time.
  const count = Math.min(10_000, Math.ceil(heightPx / rowPx))
  for (let index = 0; index < count; index++) {
    const cells = rows[index % Math.max(1, rows.length)] ?? []
    const row = document.createElement('div')
    row.style.cssText = `display: grid; grid-template-columns: repeat(${cells.length}, 1fr); height: ${rowPx}px; border-bottom: 1px solid #ccc`
    for (const words of cells) {
      const cell = document.createElement('span')
      cell.style.cssText = 'overflow: hidden; text-overflow: ellipsis; white-space: nowrap'
      cell.textContent = words
      row.append(cell)
    }
    main.append(row)
  }
  document.body.replaceChildren(main)
}

/** The share of frames over 20 ms while the plain list is scrolled from its top to its end, a step a frame. */
export async function scrollPlainList(frames: number): Promise<number> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const main = document.querySelector('main')
  let [before, long] = [await nextFrame(), 0]
  for (let frame = 1; frame <= frames; frame++) {
    if (main !== null) main.scrollTop = ((main.scrollHeight - main.clientHeight) * frame) / frames
    const now = await nextFrame()
    if (now - before > 20) long++
    before = now
  }
  return long / frames
}
