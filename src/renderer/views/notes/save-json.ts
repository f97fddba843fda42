/** Lets the reader save a value as a file. */
export function saveJson(name: string, value: unknown): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(value, undefined, 1)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
