// How many terminal cells a character takes: 0 for marks that join the one before, 2 for wide ones, else 1.

const joining = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const wide =
  /^[\u{1100}-\u{115f}\u{231a}-\u{231b}\u{2329}-\u{232a}\u{23e9}-\u{23ec}\u{25fd}-\u{25fe}\u{2614}-\u{2615}\u{2648}-\u{2653}\u{26a1}\u{26bd}-\u{26be}\u{26d4}\u{26ea}\u{2705}\u{270a}-\u{270b}\u{2728}\u{274c}\u{274e}\u{2753}-\u{2755}\u{2757}\u{2795}-\u{2797}\u{2b50}\u{2b55}\u{2e80}-\u{303e}\u{3041}-\u{33ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{a000}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u

export const tabCells = 8

export function cellWidth(character: string): 0 | 1 | 2 {
  if (character < '\u0300') return 1
  if (wide.test(character)) return 2
  return joining.test(character) ? 0 : 1
}

// oxlint-disable-next-line no-control-regex -- everything in ASCII but the tab
const simple = /^[\x00-\x08\x0a-\x7f]*$/

/** Cells of a whole line, tabs included. */
export function textCells(text: string): number {
  if (simple.test(text)) return text.length
  let cells = 0
  for (const character of text) cells += character === '\t' ? tabCells - (cells % tabCells) : cellWidth(character)
  return cells
}
