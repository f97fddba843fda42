// Moments and durations for people. English is written without `Intl`, which takes longer to load than all the rest of the first screen.
import { spokenLanguage, t } from '../../../shared/language/translate.ts'

const steps = [
  { ago: '{n}y ago', ahead: 'in {n}y', sizeMs: 365 * 86_400_000 },
  { ago: '{n}mo ago', ahead: 'in {n}mo', sizeMs: 30 * 86_400_000 },
  { ago: '{n}w ago', ahead: 'in {n}w', sizeMs: 7 * 86_400_000 },
  { ago: '{n}d ago', ahead: 'in {n}d', sizeMs: 86_400_000 },
  { ago: '{n}h ago', ahead: 'in {n}h', sizeMs: 3_600_000 },
  { ago: '{n}m ago', ahead: 'in {n}m', sizeMs: 60_000 },
] as const

/** How long ago a moment was: `just now`, `5m ago`, `3d ago`. */
export function formatAgo(moment: string, nowMs: number): string {
  const agoMs = nowMs - Date.parse(moment)
  if (Number.isNaN(agoMs)) return ''
  const step = steps.find(({ sizeMs }) => Math.abs(agoMs) >= sizeMs)
  if (step === undefined) return t('just now')
  const n = Math.trunc(Math.abs(agoMs) / step.sizeMs)
  return agoMs > 0 ? t(step.ago, { n }) : t(step.ahead, { n })
}

let moments: Intl.DateTimeFormat | undefined

/** A moment in full, in the reader's time zone: `2026-11-21 12:05:00`, which no English reader takes for another day. */
export function formatMoment(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return moment
  if (spokenLanguage() !== 'en') {
    moments ??= new Intl.DateTimeFormat(spokenLanguage(), { dateStyle: 'medium', timeStyle: 'medium' })
    return moments.format(date)
  }
  const parts = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()]
  const [month, day, hour, minute, second] = parts.map(twoDigits)
  return `${date.getFullYear()}-${month}-${day} ${hour}:${minute}:${second}`
}

const twoDigits = (count: number) => String(count).padStart(2, '0')

/** `840 ms`, `12.3 s`, `4m 05s`, `2h 07m`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return t('{count} ms', { count: Math.round(durationMs) })
  const seconds = durationMs / 1000
  if (seconds < 59.95) return t('{count} s', { count: seconds.toFixed(1) })
  const minutes = Math.floor(Math.round(seconds) / 60)
  if (minutes < 60) return t('{minutes}m {seconds}s', { minutes, seconds: twoDigits(Math.round(seconds) % 60) })
  return t('{hours}h {minutes}m', { hours: Math.floor(minutes / 60), minutes: twoDigits(minutes % 60) })
}
