// oxlint-disable-next-line no-control-regex -- XML cannot carry them as they are
const escape = (text: string) => text.replace(/[&<>"'\u0000-\u001f]/g, (character) => `&#${character.charCodeAt(0)};`)

/** An element with text, or with elements already made. */
export function element(name: string, content: string | number | boolean | readonly string[]): string {
  return `<${name}>${Array.isArray(content) ? content.join('') : escape(String(content))}</${name}>`
}

export function xmlDocument(name: string, content: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content)}`
}
