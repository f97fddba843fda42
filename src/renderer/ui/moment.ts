// Moments and durations for people, without `Intl`, which takes longer to load than all the rest of the first screen.
const steps = [
  { unit: 'y', sizeMs: 365 * 86_400_000 },
  { unit: 'mo', sizeMs: 30 * 86_400_000 },
  { unit: 'w', sizeMs: 7 * 86_400_000 },
  { unit: 'd', sizeMs: 86_400_000 },
  { unit: 'h', sizeMs: 3_600_000 },
  { unit: 'm', sizeMs: 60_000 },
]

/** How long ago a moment was: `just now`, `5m ago`, `3d ago`. */
export function formatAgo(moment: string, nowMs: number): string {
  const agoMs = nowMs - Date.parse(moment)
  if (Number.isNaN(agoMs)) return ''
  const step = steps.find(({ sizeMs }) => Math.abs(agoMs) >= sizeMs)
  if (step === undefined) return 'just now'
  const count = `${Math.trunc(Math.abs(agoMs) / step.sizeMs)}${step.unit}`
  return agoMs > 0 ? `${count} ago` : `in ${count}`
}

/** A moment in full, in the reader's time zone: `2026-11-21 12:05:00`. */
export function formatMoment(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return moment
  const parts = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()]
  const [month, day, hour, minute, second] = parts.map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month}-${day} ${hour}:${minute}:${second}`
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
