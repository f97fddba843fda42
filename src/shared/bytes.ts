const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']

/** A size for people, in powers of 1024 with three significant figures: `0 B`, `1.50 KB`, `12.3 MB`. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${units[unit]}`
}
