// Moments and durations for people.
const steps = [
  { unit: 'year', sizeMs: 365 * 86_400_000 },
  { unit: 'month', sizeMs: 30 * 86_400_000 },
  { unit: 'week', sizeMs: 7 * 86_400_000 },
  { unit: 'day', sizeMs: 86_400_000 },
  { unit: 'hour', sizeMs: 3_600_000 },
  { unit: 'minute', sizeMs: 60_000 },
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' })

/** How long ago a moment was: `just now`, `5m ago`, `3d ago`. */
export function formatAgo(moment: string, nowMs: number): string {
  const agoMs = nowMs - Date.parse(moment)
  if (Number.isNaN(agoMs)) return ''
  const step = steps.find(({ sizeMs }) => Math.abs(agoMs) >= sizeMs)
  return step === undefined ? 'just now' : relative.format(-Math.trunc(agoMs / step.sizeMs), step.unit)
}

const whole = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** A moment in full, in the reader's time zone. */
export function formatMoment(moment: string): string {
  const ms = Date.parse(moment)
  return Number.isNaN(ms) ? moment : whole.format(ms)
}

/** `840 ms`, `12.3 s`, `4m 05s`, `2h 07m`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  const seconds = durationMs / 1000
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(Math.round(seconds) / 60)
  if (minutes < 60) return `${minutes}m ${String(Math.round(seconds) % 60).padStart(2, '0')}s`
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`
}
