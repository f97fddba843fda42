// What a failing Go test says first, wherever its output has it.

const place = /^\s+(\S+\.go):(\d+): ?(.*)$/
/** testify says where first and what below: `Error:      \tNot equal:`, with the values on the next lines. */
const testifyError = /^\s+Error:\s+\t?(.*)$/
const testifyMore = /^\s+\t {4,}\t(.*\S)\s*$/
const panic = /^(?:panic: |fatal error: )/

/** The message of a test's output, with the file and line it names. */
export function goMessage(lines: readonly string[]): {
  message?: string | undefined
  file?: string | undefined
  line?: number | undefined
} {
  const places = lines.map((line) => place.exec(line)).filter((match) => match !== null)
  const [, file, line, said = ''] = places.find((match) => match[3] !== '') ?? places[0] ?? []
  const at = file === undefined ? {} : { file, line: Number(line) }
  const panicked = lines.find((line) => panic.test(line))
  if (panicked !== undefined) return { ...at, message: panicked }
  return { ...at, message: said.trim() === '' ? testifyMessage(lines) : said }
}

function testifyMessage(lines: readonly string[]): string | undefined {
  const start = lines.findIndex((line) => testifyError.test(line))
  if (start < 0) return undefined
  const message = [testifyError.exec(lines[start] ?? '')?.[1]?.trim() ?? '']
  for (const line of lines.slice(start + 1, start + 8)) {
    const more = testifyMore.exec(line)?.[1]
    if (more === undefined) break
    message.push(more)
  }
  return message.join('\n').trim()
}
