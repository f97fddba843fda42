/** Height of a unit of the canvas; the same as `--code-line`. */
export const unitPx = 20
