const numbers = new Intl.NumberFormat('en')

/** A whole number with its thousands apart. */
export function formatCount(count: number): string {
  return numbers.format(count)
}

/** `1 task`, `2,000 tasks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
