// A log of a million lines and 128 MB, made the same every time.

export const logInputs = ['plain', 'coloured'] as const
export type LogInput = (typeof logInputs)[number]

const lineBytes = 128
const parts = ['resolving', 'compiling', 'linking', 'uploading', 'restoring', 'checking', 'packing', 'signing']

/** One line in a thousand reports an error, one in three hundred a warning. */
function makeLine(index: number, input: LogInput): string {
  const time = new Date(1_760_000_000_000 + index * 37).toISOString()
  const level = index % 997 === 5 ? 'ERROR' : index % 311 === 7 ? 'WARN' : 'INFO'
  const part = parts[(index * 7) % parts.length] ?? ''
  const said =
    level === 'ERROR' ? `could not finish: timeout after ${index % 90}ms` : `${part} package-${(index * 7919) % 4001} in ${index % 613} ms`
  const shown = input === 'coloured' && index % 4 === 0 ? `\u001B[3${1 + (index % 6)}m${level}\u001B[0m` : level
  const line = `${time} ${shown} [worker-${index % 16}] ${said} `
  return `${line}${'.'.repeat(Math.max(0, lineBytes - 1 - line.length))}\n`
}

export function makeLog(input: LogInput, lines: number): Buffer {
  const blocks: Buffer[] = []
  for (let from = 0; from < lines; from += 10_000) {
    const length = Math.min(10_000, lines - from)
    blocks.push(Buffer.from(Array.from({ length }, (_, at) => makeLine(from + at, input)).join('')))
  }
  return Buffer.concat(blocks)
}
