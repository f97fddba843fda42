// Where in the comparison of two logs: `alarms/>12` for errors and warnings only, at line 12 of the second log.

export interface DeltaPlace {
  /** Only lines that report an error or a warning. */
  isAlarms: boolean
  at: { side: 'first' | 'second'; line: number } | undefined
}

export function parseDeltaPlace(text: string | undefined): DeltaPlace {
  const parts = (text ?? '').split('/')
  const [, sign, line] = /^([<>])([1-9]\d{0,14})$/.exec(parts.at(-1) ?? '') ?? []
  return {
    isAlarms: parts[0] === 'alarms',
    at: line === undefined ? undefined : { side: sign === '<' ? 'first' : 'second', line: Number(line) },
  }
}

export function formatDeltaPlace({ isAlarms, at }: DeltaPlace): string | undefined {
  const parts = [...(isAlarms ? ['alarms'] : []), ...(at === undefined ? [] : [`${at.side === 'first' ? '<' : '>'}${at.line}`])]
  return parts.length === 0 ? undefined : parts.join('/')
}
