// NecroCode writes moments as local time without a zone. They are read in the zone of this machine: nothing in a store says which it was.

const pattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/

/**
 * The moment as ISO 8601 in UTC with milliseconds.
 * @throws Error for what is no moment
 */
export function parseLocalTime(text: string): string {
  const [, day, minute = '00:00', second = '00', fraction = '', zone = ''] = pattern.exec(text) ?? []
  const moment = new Date(`${day ?? ''}T${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`)
  if (day === undefined || Number.isNaN(moment.getTime())) throw new Error(`"${text.slice(0, 40)}" is no moment`)
  return moment.toISOString()
}

const two = (number: number) => String(number).padStart(2, '0')

/** As Python's `datetime.isoformat()` of a local time: microseconds, which are left out when they are zero. */
export function formatLocalTime(moment: string): string {
  const at = new Date(moment)
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const fraction = at.getMilliseconds() === 0 ? '' : `.${String(at.getMilliseconds()).padStart(3, '0')}000`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${fraction}`
}
