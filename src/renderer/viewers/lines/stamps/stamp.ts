// The time at the start of a log line, in the ways that programs write it.

export interface Stamp {
  /** Where the rest of the line begins. */
  end: number
  /** Since some moment of its clock; only times of the same clock can be subtracted. */
  ms: number
  clock: 'date' | 'day' | 'boot'
  /** A word that stands in the brackets with the time, e.g. `task` or glog's level. */
  tag: string
}

const longest = 80
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const time = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?`
/** A bracket, maybe with a word in it, and what stands between the time and the message. */
const open = String.raw`^\ufeff?([[(]?)(?:([A-Za-z][\w.:-]{0,30})[ ])?`
const close = String.raw`(?:[\])]:?|:(?=\s)|(?=[\s|,\])]|$))[ \t]?`

type Read = (match: RegExpExecArray) => Stamp | undefined

const formats: readonly { pattern: RegExp; read: Read }[] = [
  // ISO 8601, Python's logging, Go's log, taskcluster
  {
    pattern: new RegExp(String.raw`${open}(\d{4})[-/](\d\d)[-/](\d\d)[T ]${time}(?: ?(Z|UTC|[+-]\d\d:?\d\d))?${close}`),
    read: (match) => {
      const [, bracket = '', tag = '', year, month, day, ...rest] = match
      if (tag !== '' && bracket === '') return undefined
      const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day))
      return stampOf(match, 'date', dayMs + timeMs(rest) - offsetMs(rest[4] ?? ''), tag)
    },
  },
  // syslog: no year, so that only differences mean anything
  {
    pattern: new RegExp(String.raw`^()(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(${months.join('|')}) ([ 0-3]?\d) ${time}(?: (\d{4}))?${close}`),
    read: (match) => {
      const [, , month = '', day, ...rest] = match
      return stampOf(match, 'date', Date.UTC(Number(rest[4] ?? 2000), months.indexOf(month), Number(day)) + timeMs(rest), '')
    },
  },
  // web servers: [21/Nov/2026:08:00:00 +0000]
  {
    pattern: new RegExp(String.raw`^\[(\d\d)/(${months.join('|')})/(\d{4}):${time}(?: ([+-]\d{4}))?\][ ]?`),
    read: (match) => {
      const [, day, month = '', year, ...rest] = match
      const dayMs = Date.UTC(Number(year), months.indexOf(month), Number(day))
      return stampOf(match, 'date', dayMs + timeMs(rest) - offsetMs(rest[4] ?? ''), '')
    },
  },
  // glog: I1121 08:00:00.123456
  {
    pattern: new RegExp(String.raw`^([IWEF])(\d\d)(\d\d) ${time}[ ]{0,2}`),
    read: (match) => {
      const [, level = '', month, day, ...rest] = match
      return stampOf(match, 'date', Date.UTC(2000, Number(month) - 1, Number(day)) + timeMs(rest), level)
    },
  },
  // only the time of the day
  {
    pattern: new RegExp(`${open}${time}${close}`),
    read: (match) => {
      const [, bracket = '', tag = '', ...rest] = match
      return tag !== '' && bracket === '' ? undefined : stampOf(match, 'day', timeMs(rest), tag)
    },
  },
  // seconds or milliseconds since 1970
  {
    pattern: new RegExp(String.raw`^\[?([12]\d{9})(?:(\d{3})|\.(\d{1,9}))?${close}`),
    read: (match) => {
      const [, seconds, millis = '0', fraction = ''] = match
      return stampOf(match, 'date', Number(seconds) * 1000 + (fraction === '' ? Number(millis) : Number(`0.${fraction}`) * 1000), '')
    },
  },
  // dmesg: seconds since the machine started
  {
    pattern: /^\[ *(\d{1,9}\.\d{3,6})\] ?/,
    read: (match) => stampOf(match, 'boot', Number(match[1]) * 1000, ''),
  },
]

function stampOf(match: RegExpExecArray, clock: Stamp['clock'], ms: number, tag: string): Stamp | undefined {
  return Number.isFinite(ms) ? { end: match[0].length, ms, clock, tag } : undefined
}

function timeMs([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number {
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(`0.${fraction ?? '0'}`) * 1000
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (match === null) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

/** The time a line begins with; undefined when it begins with something else. */
export function readStamp(line: string): Stamp | undefined {
  const head = line.length > longest ? line.slice(0, longest) : line
  if (!/\d/.test(head)) return undefined
  for (const { pattern, read } of formats) {
    const match = pattern.exec(head)
    const stamp = match === null ? undefined : read(match)
    if (stamp !== undefined) return stamp
  }
  return undefined
}

const dayMs = 86_400_000

/** Milliseconds from one time to a later one; undefined when they are of different clocks. */
export function msBetween(from: Stamp, to: Stamp): number | undefined {
  if (from.clock !== to.clock) return undefined
  const ms = to.ms - from.ms
  // A clock without a date goes over midnight.
  return to.clock === 'day' && ms < -dayMs / 2 ? ms + dayMs : ms
}

/** `0.031`, `12.5`, `1:02.345`, `1:02:03.450`; a sign only when it is negative. */
export function formatSpan(ms: number): string {
  const sign = ms < 0 ? '−' : ''
  const whole = Math.round(Math.abs(ms))
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60]
  const seconds = ((whole % 60_000) / 1000).toFixed(3)
  if (hours === 0 && minutes === 0) return `${sign}${seconds}`
  const clock = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${seconds.padStart(6, '0')}`
  return sign + (hours > 0 ? `${hours}:${clock}` : clock)
}
