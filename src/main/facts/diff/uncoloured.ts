const escape = String.fromCodePoint(27)
const colour = new RegExp(`${escape}\\[[0-9;:]*[A-Za-z]`, 'g')
const colouredGraph = new RegExp(`^[|\\\\/_* ]+${escape}\\[`)

/**
 * A line of a diff without its colours. A coloured diff begins each changed line with a code, behind what a graph draws where there may be
 * one: in any other line, codes are content.
 */
export function uncoloured(line: string, mayHaveGraph = false): string {
  return line.startsWith(escape) || (mayHaveGraph && colouredGraph.test(line)) ? line.replace(colour, '') : line
}
