// The JSON of a record file, whose list may be long: it is written and read so that others have their turn.
import { setImmediate } from 'node:timers/promises'

const itemsAtOnce = 500
/** Shorter texts are read at once. */
const longText = 256 * 1024
const opening = '\n "artifacts": ['

/** `JSON.stringify` with an indent of one, of an object whose `artifacts` may be many. */
export async function formatTaskJson(value: Readonly<Record<string, unknown>> & { artifacts: readonly unknown[] }): Promise<string> {
  const { artifacts } = value
  const whole = JSON.stringify({ ...value, artifacts: [] }, undefined, 1)
  if (artifacts.length === 0) return whole
  const at = whole.indexOf(`${opening}]`) + opening.length
  const pieces = [whole.slice(0, at)]
  for (let from = 0; from < artifacts.length; from += itemsAtOnce) {
    if (from > 0) await setImmediate()
    const items = artifacts
      .slice(from, from + itemsAtOnce)
      .map((item) => `\n  ${JSON.stringify(item, undefined, 1).replaceAll('\n', '\n  ')}`)
    pieces.push(from === 0 ? '' : ',', items.join(','))
  }
  return `${pieces.join('')}\n ${whole.slice(at)}`
}

/** As `JSON.parse`: item by item what is laid out as above, anything else at once. @throws SyntaxError */
export async function parseTaskJson(text: string): Promise<unknown> {
  const start = text.length < longText ? -1 : text.indexOf(opening)
  const found = start === -1 ? undefined : await readItems(text, start + opening.length)
  if (found === undefined) return JSON.parse(text)
  const rest: unknown = JSON.parse(`${text.slice(0, start + opening.length)}${text.slice(found.end)}`)
  const isRest =
    typeof rest === 'object' && rest !== null && 'artifacts' in rest && Array.isArray(rest.artifacts) && rest.artifacts.length === 0
  return isRest ? { ...rest, artifacts: found.items } : JSON.parse(text)
}

/** Undefined for a list that is laid out in another way. */
async function readItems(text: string, from: number): Promise<{ items: unknown[]; end: number } | undefined> {
  const items: unknown[] = []
  let at = from
  while (text.startsWith('\n  {', at)) {
    const end = text.indexOf('\n  }', at) + '\n  }'.length
    if (end < at) return undefined
    try {
      items.push(JSON.parse(text.slice(at, end)))
    } catch {
      // One that is laid out in another way, or is none: whoever reads all at once will say.
      return undefined
    }
    if (items.length % itemsAtOnce === 0) await setImmediate()
    if (text.startsWith('\n ]', end)) return { items, end: end + '\n '.length }
    if (text[end] !== ',') return undefined
    at = end + 1
  }
  return undefined
}
